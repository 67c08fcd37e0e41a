package io.tidemark.streaming.landing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.lake.LakeException;
import io.tidemark.lake.UnusableTableException;
import io.tidemark.settings.InvalidSettings;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailuresTest {
    @Test
    void refusalIsFoundBelowWhatSparkWrapsAroundIt() {
        RefusedException refusal = new RefusedException("retention has dropped 5 records");
        assertThat(Failures.refusal(new IllegalStateException("batch failed", new IOException(refusal))))
                .contains("retention has dropped 5 records");
    }

    @Test
    void refusalOfATaskIsFoundInTheTextThatSparkKeeps() {
        Exception job = new Exception("Task 0 failed, most recent failure: " + RefusedException.class.getName()
                + ": the bars would miss events\n\tat io.tidemark.Worker.run(Worker.java:1)");
        assertThat(Failures.refusal(job)).contains("the bars would miss events");
    }

    @Test
    void tableOfTheLakeThatNoRetryMakesUsableIsRefused() {
        UnusableTableException unusable = new UnusableTableException("trade_events has another shape");
        assertThat(Failures.refusal(new Exception("batch failed", unusable)))
                .contains("trade_events has another shape");
        assertThat(Failures.refusal(new LakeException("the commit failed, land the ranges again")))
                .isEmpty();
    }

    @Test
    void otherFailuresAreNoRefusal() {
        assertThat(Failures.refusal(new IllegalStateException("away", new IOException("refused"))))
                .isEmpty();
    }

    @Test
    void messageIsTheProjectsOwn_whichNamesTheRemedy() {
        Exception own = new InvalidSettings(List.of("free space on the disk"));
        own.initCause(new IOException("connection reset"));
        assertThat(Failures.message(new Exception("Job aborted due to stage failure", own)))
                .contains("free space on the disk");
    }

    @Test
    void messageIsTheInnermostWhereNoneIsTheProjectsOwn() {
        assertThat(Failures.message(new Exception("Job aborted", new IOException("connection reset"))))
                .isEqualTo("connection reset");
        assertThat(Failures.message(new Exception("Job aborted", new IOException())))
                .isEqualTo("java.io.IOException");
    }
}
