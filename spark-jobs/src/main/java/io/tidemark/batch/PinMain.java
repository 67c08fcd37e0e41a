package io.tidemark.batch;

import io.tidemark.batch.maintain.Pinning;
import io.tidemark.objects.ObjectStore;
import io.tidemark.objects.Pin;
import io.tidemark.objects.Pins;
import io.tidemark.settings.LakeSettings;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Pins versions of the lake's tables; prints {@code {"pins":[…]}} after it. Exit code 1 when there is no such pin to remove. */
@Command(name = "pin", description = "Keeps versions of the lake's tables readable.")
public final class PinMain {
    /** A pin as it is printed. */
    record Shown(String name, String createdAt, Map<String, Long> tables) {
        static Shown of(Pin pin) {
            return new Shown(pin.name(), pin.createdAt().toString(), new TreeMap<>(pin.versions()));
        }
    }

    record Report(List<Shown> pins) {
        Report {
            pins = List.copyOf(pins);
        }
    }

    private PinMain() {}

    public static void main(String[] arguments) {
        System.exit(Exit.afterRunning(new PinMain(), arguments));
    }

    @Command(name = "add", description = "Pins all tables, or one, at their newest version or an older one.")
    int add(
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--table", defaultValue = "") String table,
            @Option(names = "--version", defaultValue = "-1") long version)
            throws IOException {
        LakeSettings settings = settings();
        try (SparkSession spark = BatchSession.start("pin", settings)) {
            Pin pin = new Pinning(spark, settings, Clock.systemUTC())
                    .add(
                            name,
                            Optional.of(table).filter(one -> !one.isEmpty()),
                            version < 0 ? OptionalLong.empty() : OptionalLong.of(version));
            System.out.println(Reports.json(new Report(List.of(Shown.of(pin)))));
        }
        return Exit.DONE;
    }

    @Command(name = "list", description = "Lists the pins.")
    int list() throws IOException {
        try (ObjectStore store = ObjectStore.open(settings())) {
            List<Pin> pins = new Pins(store, settings()).all();
            System.out.println(
                    Reports.json(new Report(pins.stream().map(Shown::of).toList())));
        }
        return Exit.DONE;
    }

    @Command(name = "remove", description = "Lets a pin go: the next maintenance may delete its files.")
    int remove(@Parameters(paramLabel = "NAME") String name) throws IOException {
        try (ObjectStore store = ObjectStore.open(settings())) {
            Pins pins = new Pins(store, settings());
            boolean wasThere = pins.remove(name);
            System.out.println(
                    Reports.json(new Report(pins.all().stream().map(Shown::of).toList())));
            return wasThere ? Exit.DONE : Exit.FAILED;
        }
    }

    private static LakeSettings settings() throws IOException {
        LakeSettings settings = LakeSettings.from(System.getenv());
        Reachable.require("s3", settings.endpoint(), "AWS_ENDPOINT_URL");
        return settings;
    }
}
