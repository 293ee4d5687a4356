/** Who may ask: keys, and how often each may be used. */
package org.elasticml.dispatcher.door;
