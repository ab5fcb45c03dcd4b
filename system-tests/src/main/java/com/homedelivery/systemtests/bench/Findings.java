package com.homedelivery.systemtests.bench;

import java.util.List;
import java.util.Map;

/**
 * What a benchmark has found.
 *
 * @param figures for the table
 * @param raw everything it has seen, for the file: numbers, texts, records, lists and maps of them
 */
record Findings(List<Figure> figures, Map<String, Object> raw) {}
