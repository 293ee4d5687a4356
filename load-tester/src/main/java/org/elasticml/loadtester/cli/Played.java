package org.elasticml.loadtester.cli;

import org.elasticml.loadtester.report.Report;

/** A run that is over, what it comes to, and all there is to show of it. */
record Played(Verdict verdict, Report report) {}
