/** What processes took of cores and memory while a run went on. Pure. */
package org.elasticml.loadtester.measure.resource;
