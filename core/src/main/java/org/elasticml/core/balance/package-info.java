/** Which replica serves the next request: slots, ejection and the balancing policies. */
package org.elasticml.core.balance;
