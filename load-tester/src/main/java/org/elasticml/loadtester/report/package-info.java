/** Shows a run: the progress line, the summary, the files and the charts. */
package org.elasticml.loadtester.report;
