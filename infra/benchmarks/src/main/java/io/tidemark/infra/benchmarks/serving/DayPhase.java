package io.tidemark.infra.benchmarks.serving;

import io.tidemark.infra.benchmarks.BenchException;
import io.tidemark.infra.benchmarks.instance.SqlClient;
import io.tidemark.infra.benchmarks.measure.Percentiles;
import io.tidemark.infra.benchmarks.measure.SampleFolder;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;

/** Asks for one day, by every question in turn, again and again; one question at a time. */
final class DayPhase {
    /** Asked before, and not counted. */
    private static final int WARM_UP_ROUNDS = 3;

    private static final String FLOOR = "selectOne";

    private final String name;
    private final LocalDate day;
    private final List<DayQuestion> questions;
    private final SqlClient sql;
    private final Timings answered = new Timings();
    private final Timings sentNothing = new Timings();
    private final Timings floor = new Timings();
    private final Map<String, Long> bytes = new LinkedHashMap<>();
    private final String comment;
    private ServerLog.Sides server = new ServerLog.Sides(new Timings(), new Timings());

    /** @param run by which the server's log tells this run's questions from all others */
    DayPhase(String run, String name, LocalDate day, List<DayQuestion> questions, SqlClient sql) {
        this.name = name;
        this.day = day;
        this.questions = List.copyOf(questions);
        this.sql = sql;
        this.comment = run + "-" + name + "-";
    }

    void ask(int rounds, ServerLog log, SampleFolder folder) {
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            for (DayQuestion question : questions) {
                call(question.sql(DayQuestion.Format.NATIVE, "warm-up"));
                call(question.sql(DayQuestion.Format.NULL, "warm-up"));
            }
        }
        try (SampleFolder.Csv csv =
                folder.csv(name, "round", "question", "nativeMillis", "nativeBytes", "nullMillis")) {
            for (int round = 0; round < rounds; round++) {
                long floorBegun = System.nanoTime();
                call("SELECT 1");
                floor.add(FLOOR, System.nanoTime() - floorBegun);
                for (DayQuestion question : Timings.order(questions, round)) {
                    round(round, question, csv);
                }
            }
        }
        server = log.read(comment, rounds * questions.size());
    }

    private void round(int round, DayQuestion question, SampleFolder.Csv csv) {
        long begun = System.nanoTime();
        long received = call(question.sql(DayQuestion.Format.NATIVE, "native"));
        long answeredAt = System.nanoTime();
        call(question.sql(DayQuestion.Format.NULL, comment + question.name()));
        long nullAt = System.nanoTime();
        answered.add(question.name(), answeredAt - begun);
        sentNothing.add(question.name(), nullAt - answeredAt);
        bytes.put(question.name(), received);
        csv.row(
                round,
                question.name(),
                Percentiles.millis(answeredAt - begun),
                received,
                Percentiles.millis(nullAt - answeredAt));
    }

    private long call(String text) {
        try {
            return sql.ask(text, DayQuestion.bindings(day)).join();
        } catch (CompletionException failure) {
            throw BenchException.failed("A question about " + day + " failed: " + failure.getCause(), failure);
        }
    }

    /** Of the questions through a view. */
    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put(DayQuestion.BARS, figure(DayQuestion.BARS));
        figures.put(DayQuestion.BARS_1M, figure(DayQuestion.BARS_1M));
        return figures;
    }

    /** Of the plain table, and of a question that reads nothing. */
    Map<String, Object> floors() {
        Map<String, Object> floors = new LinkedHashMap<>();
        floors.put(DayQuestion.PLAIN, figure(DayQuestion.PLAIN));
        floors.put(DayQuestion.PLAIN_WITH_VWAP, figure(DayQuestion.PLAIN_WITH_VWAP));
        floors.put(FLOOR, floor.of(FLOOR).toMillis());
        return floors;
    }

    private Map<String, Object> figure(String question) {
        Map<String, Object> figure = new LinkedHashMap<>(answered.of(question).toMillis());
        figure.put("bytes", bytes.getOrDefault(question, 0L));
        figure.put("withoutTransfer", sentNothing.of(question).toMillis());
        if (!server.elapsed().isEmpty()) {
            figure.put("server", server.figure(question));
        }
        return figure;
    }

    /** How many times as long as the plain table each other question takes; the views also beside the one that makes the VWAP. */
    Map<String, Object> ratios() {
        Map<String, Object> ratios = new LinkedHashMap<>();
        for (String question : List.of(DayQuestion.BARS, DayQuestion.BARS_1M, DayQuestion.PLAIN_WITH_VWAP)) {
            ratios.put(question + "OfPlain", ratio(question, DayQuestion.PLAIN));
        }
        for (String question : List.of(DayQuestion.BARS, DayQuestion.BARS_1M)) {
            ratios.put(question + "OfPlainComputesVwap", ratio(question, DayQuestion.PLAIN_WITH_VWAP));
        }
        return ratios;
    }

    private Map<String, Object> ratio(String question, String other) {
        Map<String, Object> ratio = new LinkedHashMap<>(answered.ratio(question, other));
        ratio.put("withoutTransfer", sentNothing.ratio(question, other));
        if (!server.elapsed().isEmpty()) {
            ratio.put("server", server.elapsed().ratio(question, other));
            ratio.put("serverCpu", server.cpu().ratio(question, other));
        }
        return ratio;
    }
}
