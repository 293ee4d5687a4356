/** Who may ask, and how often. */
package org.elasticml.core.door;
