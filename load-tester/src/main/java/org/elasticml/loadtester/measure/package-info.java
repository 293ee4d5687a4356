/** What happened to requests, and the figures computed from it. Pure: no clock, no I/O, no thread. */
package org.elasticml.loadtester.measure;
