/** The loop: observe, decide, actuate; and what it shows of that. */
package org.elasticml.autoscaler.service;
