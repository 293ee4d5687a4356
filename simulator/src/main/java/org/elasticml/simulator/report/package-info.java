/** What came of it: a table, JSON and a page. */
package org.elasticml.simulator.report;
