/**
 * The dispatcher, its replicas and a scaling policy in virtual time, and the yardsticks that a policy is held against.
 * Decisions are those that are shipped ({@code dispatch}, {@code balance}, {@code queue}, {@code scale}); only the
 * replicas are played.
 */
package org.elasticml.core.simulate;
