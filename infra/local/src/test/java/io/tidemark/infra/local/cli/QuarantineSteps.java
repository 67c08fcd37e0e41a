package io.tidemark.infra.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Two records that are no events: one whose time is to come, and one with a price that none is. */
final class QuarantineSteps {
    static final String INSTRUMENT = "us:LATE";
    /** How far a time may be ahead of the broker's. */
    private static final Duration FUTURE_BOUND = Duration.ofSeconds(60);
    /** Time for a load to publish, on a slow machine too. */
    private static final Duration TO_PUBLISH = Duration.ofSeconds(40);

    private final Cli cli;
    private final Path folder;
    private Instant acceptable = Instant.EPOCH;
    private String futureId = "";

    QuarantineSteps(Cli cli, Path folder) {
        this.cli = cli;
        this.folder = folder;
    }

    void loadTellsThem() throws IOException {
        acceptable = Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(TO_PUBLISH);
        Path file = Files.writeString(
                folder.resolve("late.csv"),
                "time,price,size,id\n" + acceptable.plus(FUTURE_BOUND) + ",10.5,1,1\n2013-10-09T14:00:00Z,-1,1,2\n");

        Cli.Result load = cli.run("load", file.toString(), "--format", "csv", "--instrument", INSTRUMENT, "--json");

        assertThat(load.exitCode()).as(load.err()).isZero();
        JsonNode quarantined = Cli.json(load).path("quarantined");
        assertThat(quarantined.path("future").asInt()).as(load.out()).isEqualTo(1);
        assertThat(quarantined.path("price").asInt()).isEqualTo(1);
    }

    void theyAreListedShownAndDiscarded() throws IOException {
        assertThat(list().path("total").asInt()).isEqualTo(2);
        futureId = list("--reason", "future", "--instrument", INSTRUMENT)
                .path("records")
                .get(0)
                .path("id")
                .asText();
        String priceId =
                list("--reason", "price").path("records").get(0).path("id").asText();
        assertThat(cli.run("quarantine", "list").out()).contains(futureId, priceId, "2 records");
        assertThat(cli.run("quarantine", "show", priceId).out()).contains(priceId, "price", INSTRUMENT, "open");

        Cli.Result hopeless = cli.run("quarantine", "retry", priceId);
        assertThat(hopeless.exitCode()).isEqualTo(1);
        assertThat(hopeless.out()).contains("would be rejected again for price: 1");
        Cli.Result discarded = cli.run("quarantine", "discard", priceId, "--note", "a slip of the pen");
        assertThat(discarded.exitCode()).isZero();
        assertThat(discarded.out()).contains("1 discarded: a slip of the pen");
        assertThat(list().path("total").asInt()).isEqualTo(1);
        assertThat(list("--state", "discarded").path("total").asInt()).isEqualTo(1);
        assertThat(cli.run("quarantine", "discard", "--note", "everything").exitCode())
                .as("nothing is named")
                .isEqualTo(2);
    }

    void theOneWhoseTimeHasComeLandsUnderItsOwnIdentity() throws IOException {
        await().atMost(TO_PUBLISH.plusSeconds(5)).until(() -> Instant.now().isAfter(acceptable.plusSeconds(1)));

        Cli.Result retry = cli.run("quarantine", "retry", "--reason", "future", "--json");

        assertThat(retry.exitCode()).as(retry.err() + retry.out()).isZero();
        assertThat(Cli.json(retry).path("retried").asInt()).isEqualTo(1);
        assertThat(cli.run(
                                "sql",
                                "SELECT trade_id, price FROM trades WHERE instrument = '" + INSTRUMENT + "'",
                                "--format",
                                "csv")
                        .out())
                .endsWith("\n1,10.5\n");
        JsonNode shown = Cli.json(cli.run("quarantine", "show", futureId, "--json"));
        assertThat(shown.path("record").path("state").asText()).isEqualTo("retried");
        assertThat(shown.path("history")).hasSizeGreaterThanOrEqualTo(2);
        assertThat(shown.path("landed").toString()).contains(INSTRUMENT);
        assertThat(list().path("total").asInt()).isZero();
    }

    private JsonNode list(String... filter) throws IOException {
        String[] arguments = new String[filter.length + 3];
        arguments[0] = "quarantine";
        arguments[1] = "list";
        arguments[2] = "--json";
        System.arraycopy(filter, 0, arguments, 3, filter.length);
        return Cli.json(cli.run(arguments));
    }
}
