package org.elasticml.loadtester.measure;

/** A mean, and where it lies with a confidence of 95 %. */
public record Interval(double mean, double low, double high) {}
