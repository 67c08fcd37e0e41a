package io.tidemark.feed.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.feed.publish.FeedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is no file of ticks is refused before anything is published, with what is wrong and what to do. */
class BadFilesTest {
    @TempDir
    private Path folder;

    private Path home = Path.of("");

    @BeforeEach
    void home() {
        home = folder.resolve("home");
    }

    @Test
    void emptyFileIsRefused() throws IOException {
        Path file = Files.createFile(folder.resolve("empty.csv"));
        assertRefused(TestFiles.options(FileFormat.CSV, "sim:A-USD", file), "is empty");
        Path blank = TestFiles.write(folder.resolve("blank.csv"), "", "  ");
        assertRefused(TestFiles.options(FileFormat.CSV, "sim:A-USD", blank), "no line but blank ones");
        Path header = TestFiles.write(folder.resolve("header.csv"), "time,price,size");
        assertRefused(TestFiles.options(FileFormat.CSV, "sim:A-USD", header), "has no rows");
        Path zipped = TestFiles.write(folder.resolve("spy/20131008_trade.zip"), "");
        assertRefused(TestFiles.options(FileFormat.LEAN_TRADE, "us:SPY", zipped), "has no rows");
    }

    @Test
    void binaryFileIsRefused() throws IOException {
        byte[] bytes = new byte[100_000];
        new Random(1).nextBytes(bytes);
        Path file = Files.write(folder.resolve("20131008_trade.csv"), bytes);
        assertRefused(TestFiles.options(FileFormat.LEAN_TRADE, "us:SPY", file), "is a binary file");
    }

    @Test
    void fileOfOneEndlessLineIsRefused() throws IOException {
        byte[] bytes = new byte[LineReader.LONGEST_LINE + 1];
        Arrays.fill(bytes, (byte) 'x');
        Path file = Files.write(folder.resolve("20131008_trade.csv"), bytes);
        assertRefused(TestFiles.options(FileFormat.LEAN_TRADE, "us:SPY", file), "more than 65536 bytes");
    }

    @Test
    void fileOfAnotherFormatIsRefusedWithItsFirstLine() {
        Path file = TestFiles.write(folder.resolve("20131008_trade.csv"), "34200000,1674500,200,P,20,0");
        assertRefused(
                TestFiles.options(FileFormat.LEAN_QUOTE, "us:SPY", file),
                "is not of format lean-quote: line 1: a row has 8 values, was 6");
        assertRefused(TestFiles.options(FileFormat.CSV, "us:SPY", file), "no column for time");
        Path words = TestFiles.write(folder.resolve("20131009_trade.csv"), "once,upon,a,time,there,was");
        assertRefused(
                TestFiles.options(FileFormat.LEAN_TRADE, "us:SPY", words), "time must be a whole number, was 'once'");
    }

    @Test
    void oneBadFirstLineDoesNotCondemnAFile() {
        Path file = TestFiles.write(
                folder.resolve("20131008_trade.csv"),
                "garbage",
                "34200000,1674500,200,P,20,0",
                "34200001,1674500,200,P,20,0");
        assertThat(plan(TestFiles.options(FileFormat.LEAN_TRADE, "us:SPY", file)))
                .hasSize(1);
    }

    @Test
    void damagedArchivesAreRefused() throws IOException {
        Path whole = TestFiles.write(folder.resolve("20131008_trade.zip"), lines(50_000));
        byte[] bytes = Files.readAllBytes(whole);
        Path cut = Files.write(folder.resolve("20131009_trade.zip"), Arrays.copyOf(bytes, bytes.length / 2));
        assertRefused(TestFiles.options(FileFormat.LEAN_TRADE, "us:SPY", cut), "cannot be read");
        Path text = Files.writeString(folder.resolve("20131010_trade.zip"), "34200000,1674500,200,P,20,0");
        assertRefused(TestFiles.options(FileFormat.LEAN_TRADE, "us:SPY", text), "begins like no zip file");
        Path gzip = Files.writeString(folder.resolve("20131010_trade.csv.gz"), "34200000,1674500,200,P,20,0");
        assertRefused(TestFiles.options(FileFormat.LEAN_TRADE, "us:SPY", gzip), "cannot be read");
        Path two = folder.resolve("20131011_trade.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(two))) {
            zip.putNextEntry(new ZipEntry("a.csv"));
            zip.write("34200000,1674500,200,P,20,0\n".getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("b.csv"));
        }
        assertRefused(TestFiles.options(FileFormat.LEAN_TRADE, "us:SPY", two), "more than one file");
    }

    @Test
    void missingFilesFoldersDaysAndInstrumentsAreNamed() throws IOException {
        assertRefused(
                TestFiles.options(FileFormat.CSV, "sim:A-USD", folder.resolve("nowhere.csv")), "no file or folder");
        Files.createDirectories(folder.resolve("bare"));
        assertRefused(
                TestFiles.options(FileFormat.CSV, "sim:A-USD", folder.resolve("bare")), "holds no file of format csv");
        Path undated = TestFiles.write(folder.resolve("trades.csv"), "34200000,1674500,200,P,20,0");
        assertRefused(TestFiles.options(FileFormat.LEAN_TRADE, "us:SPY", undated), "give --date");
        Path unnamed = TestFiles.write(folder.resolve("a1/t.csv"), "time,price,size", "1,2,3");
        assertRefused(TestFiles.options(FileFormat.CSV, "", unnamed), "Give --instrument");
    }

    @Test
    void twoFilesOfOneDayAreRefused() {
        TestFiles.write(folder.resolve("d/spy/20131008_trade.csv"), "34200000,1674500,200,P,20,0");
        TestFiles.write(folder.resolve("d/aig/20131008_trade.csv"), "34200000,484500,200,P,20,0");
        assertRefused(
                TestFiles.options(FileFormat.LEAN_TRADE, "us:SPY", folder.resolve("d")), "Two files are for us:SPY");
        assertThat(plan(TestFiles.options(FileFormat.LEAN_TRADE, "", folder.resolve("d"))))
                .extracting(planned -> planned.file().instrument().toString())
                .containsExactly("us:AIG", "us:SPY");
    }

    @Test
    void otherContentUnderTheSameIdsIsRefused() {
        Path first = TestFiles.write(folder.resolve("x/20131008_trade.csv"), "34200000,1674500,200,P,20,0");
        Path second = TestFiles.write(folder.resolve("y/20131008_trade.csv"), "34200000,1674600,200,P,20,0");
        LoadOptions options = TestFiles.options(FileFormat.LEAN_TRADE, "us:SPY", first);
        try (Ledger ledger = Ledger.open(home)) {
            ledger.save(new LoadPlan(options, ledger, "topic-1", 0)
                    .of(new FileFinder(options).find())
                    .get(0)
                    .entry());
        }
        assertRefused(TestFiles.options(FileFormat.LEAN_TRADE, "us:SPY", second), "would have the same ids");
        assertThat(plan(TestFiles.options(FileFormat.LEAN_TRADE, "us:AIG", second)))
                .hasSize(1);
    }

    @Test
    void sameContentUnderTwoNamesIsOneFile() {
        Path first = TestFiles.write(folder.resolve("a.csv"), "time,price,size", "1381239000,1,2");
        Path second = TestFiles.write(folder.resolve("b.csv.gz"), "time,price,size", "1381239000,1,2");
        assertThat(plan(TestFiles.options(FileFormat.CSV, "sim:A-USD", first, second)))
                .hasSize(1);
    }

    @Test
    void ledgerForgetsWhatWentIntoATopicThatWasRecreated() {
        Path file = TestFiles.write(folder.resolve("a.csv"), "time,price,size", "1381239000,1,2");
        LoadOptions options = TestFiles.options(FileFormat.CSV, "sim:A-USD", file);
        try (Ledger ledger = Ledger.open(home)) {
            LedgerEntry entry = plan(options, ledger, "topic-1").get(0).entry();
            ledger.save(entry.with(LedgerEntry.State.DONE, Tally.Totals.NONE, Map.of(), Map.of()));
            assertThat(plan(options, ledger, "topic-1").get(0).isDone()).isTrue();
            assertThat(plan(options, ledger, "topic-2").get(0).isDone()).isFalse();
        }
    }

    @Test
    void secondLoadOfTheSameHomeIsRefused() {
        try (Ledger first = Ledger.open(home)) {
            assertThat(first.all()).isEmpty();
            assertThatThrownBy(() -> Ledger.open(home)).hasMessageContaining("Another load");
        }
    }

    private void assertRefused(LoadOptions options, String message) {
        assertThatThrownBy(() -> plan(options))
                .isInstanceOf(FeedException.class)
                .hasMessageContaining(message);
    }

    private List<PlannedFile> plan(LoadOptions options) {
        try (Ledger ledger = Ledger.open(home)) {
            return plan(options, ledger, "topic-1");
        }
    }

    private static List<PlannedFile> plan(LoadOptions options, Ledger ledger, String topicId) {
        return new LoadPlan(options, ledger, topicId, 0).of(new FileFinder(options).find());
    }

    private static String[] lines(int count) {
        String[] lines = new String[count];
        Random random = new Random(3);
        for (int index = 0; index < count; index++) {
            lines[index] = (34_200_000 + index) + "," + (1_600_000 + random.nextInt(100_000)) + ",100,P,20,0";
        }
        return lines;
    }
}
