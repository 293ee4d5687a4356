/** What all HTTP services accept and answer alike: bodies held in memory, multipart, problem details. */
package org.elasticml.web;
