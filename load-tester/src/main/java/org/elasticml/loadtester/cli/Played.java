package org.elasticml.loadtester.cli;

import org.elasticml.loadtester.report.Report;
import org.elasticml.loadtester.send.Recording;

/** A run that is over, and what there is to say of it. */
record Played(Recording recording, Report report) {}
