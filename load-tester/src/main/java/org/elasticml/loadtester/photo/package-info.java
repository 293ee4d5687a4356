/** The photos that are sent: read from a folder, or drawn. */
package org.elasticml.loadtester.photo;
