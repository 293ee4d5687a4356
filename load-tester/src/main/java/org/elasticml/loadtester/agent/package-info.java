/**
 * A load sent by several processes: a coordinator splits a schedule over agents, starts them together and puts together what they
 * did. They speak over one WebSocket each ({@code Message}).
 */
package org.elasticml.loadtester.agent;
