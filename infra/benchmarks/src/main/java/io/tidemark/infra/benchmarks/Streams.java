package io.tidemark.infra.benchmarks;

import java.io.PrintStream;
import java.util.Map;

/** What a command is given: the environment of the instance, where the answer goes, and where progress goes. */
record Streams(Map<String, String> environment, PrintStream answer, PrintStream progress) {}
