package io.tidemark.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A rule that cannot fail protects nothing: each is given a class that breaks it, and it alone complains. */
class HouseRulesSelfTest {
    private static final String MARKED = "is not @NullMarked";
    /** As far as the rule about kept rows reads them: Spark itself is not on this module's class path. */
    private static final String STORAGE_LEVEL =
            "public class StorageLevel { public static native StorageLevel MEMORY_AND_DISK();"
                    + " public static native StorageLevel DISK_ONLY(); }";

    private static final String DATASET =
            "public class Dataset { public native Dataset cache(); public native Dataset persist();"
                    + " public native Dataset persist(org.apache.spark.storage.StorageLevel level); public native Dataset unpersist(); }";

    /** The module and body of a class that breaks a rule, and words of that rule. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "io.tidemark.market | io.tidemark.wire.Used f; | market uses only",
                "io.tidemark.market | org.slf4j.Used f; | market uses only",
                "io.tidemark.settings | io.tidemark.market.Used f; | settings uses only",
                "io.tidemark.wire | io.tidemark.lake.Used f; | wire uses only",
                "io.tidemark.objects | io.tidemark.market.Used f; | objects uses only",
                "io.tidemark.lake | io.tidemark.clickhouse.Used f; | lake uses of this project only",
                "io.tidemark.clickhouse | io.tidemark.wire.Used f; | clickhouse uses of this project only",
                "io.tidemark.clickhouse | org.apache.spark.sql.Used f; | never use org.apache.spark..",
                "io.tidemark.clickhouse | org.apache.kafka.clients.Used f; | never use org.apache.kafka..",
                "io.tidemark.feed | io.tidemark.clickhouse.Used f; | feed uses of this project only",
                "io.tidemark.feed | io.delta.tables.Used f; | never use org.apache.spark..",
                "io.tidemark.streaming | io.tidemark.batch.Used f; | streaming uses of this project only",
                "io.tidemark.batch | io.tidemark.streaming.Used f; | batch uses of this project only",
                "io.tidemark.api | io.tidemark.lake.Used f; | api uses of this project only",
                "io.tidemark.api | org.apache.spark.sql.Used f; | never use org.apache.spark..",
                "io.tidemark.infra.local | io.tidemark.streaming.Used f; | infra.local uses of this project only",
                "io.tidemark.infra.embedded | io.tidemark.market.Used f; | infra.embedded uses of this project only",
                "io.tidemark.feed | java.util.logging.Logger f; | one logging API",
                "io.tidemark.feed | void m() { System.out.println(); } | only mains and the command line",
                "io.tidemark.feed | java.util.Date f; | times are microseconds or java.time",
                "io.tidemark.feed | public int f; | a public field that changes has no owner",
                "io.tidemark.api | @jakarta.inject.Inject Object f; | its constructor asks for",
                "io.tidemark.market | long m() { return System.currentTimeMillis(); } | market mathematics has no clock",
                "io.tidemark.market | Object m() { return java.time.Instant.now(); } | market mathematics has no clock",
                "io.tidemark.market | java.nio.file.Path f; | market mathematics has no input and output",
                "io.tidemark.market.bar | double f; | floating point is for indicators",
                "io.tidemark.batch | void m(org.apache.spark.sql.Dataset d) { d.cache(); } | DISK_ONLY",
                "io.tidemark.lake | void m(org.apache.spark.sql.Dataset d) { d.persist(); } | DISK_ONLY",
                "io.tidemark.streaming | Object m() { return org.apache.spark.storage.StorageLevel.MEMORY_AND_DISK(); } | DISK_ONLY",
            })
    void eachRuleIsBrokenByItsBreach(String module, String body, String words, @TempDir Path folder)
            throws IOException {
        assertThat(broken(mainRules(), compile(folder, module, "Breach", body)))
                .singleElement()
                .asString()
                .contains(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "void m() throws Exception { Thread.sleep(1); } | await a condition",
                "void m() throws Exception { java.util.concurrent.TimeUnit.SECONDS.sleep(1); } | await a condition",
                "org.mockito.Used f; | what can be started is started",
                "@org.junit.jupiter.api.Disabled void m() {} | a test that does not run",
            })
    void eachTestRuleIsBrokenByItsBreach(String body, String words, @TempDir Path folder) throws IOException {
        JavaClasses classes = compile(folder, "io.tidemark.feed", "Breach", body);
        assertThat(broken(new HouseHabits("io.tidemark").testRules(), classes))
                .singleElement()
                .asString()
                .contains(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "io.tidemark.wire | io.tidemark.market.Used f; org.apache.avro.Used g; long[] h;",
                "io.tidemark.streaming | io.tidemark.lake.Used f; org.apache.spark.sql.Used g;",
                "io.tidemark.infra.local | void m() { System.out.println(); }",
                "io.tidemark.batch | void m(org.apache.spark.sql.Dataset d) { d.persist(org.apache.spark.storage.StorageLevel.DISK_ONLY()); d.unpersist(); }",
                "io.tidemark.market | java.math.BigDecimal f; java.time.ZoneId g; public static final int H = 1;",
            })
    void whatTheHouseAllowsBreaksNothing(String module, String body, @TempDir Path folder) throws IOException {
        assertThat(broken(mainRules(), compile(folder, module, "Fine", body))).isEmpty();
    }

    @Test
    void mainMayPrintAndUnmarkedPackageIsFound(@TempDir Path folder) throws IOException {
        JavaClasses classes = compile(folder, "io.tidemark.feed", "LoadMain", "void m() { System.out.println(); }");
        assertThat(broken(mainRules(), classes)).isEmpty();
        assertThat(mainRules().stream().map(rule -> failure(rule, classes))).anyMatch(text -> text.contains(MARKED));
    }

    private static List<ArchRule> mainRules() {
        return Stream.of(new HouseArrows("io.tidemark").rules(), new HouseHabits("io.tidemark").rules())
                .flatMap(List::stream)
                .toList();
    }

    /** What the rules say, apart from the missing package-info that no breach has. */
    private static List<String> broken(List<ArchRule> rules, JavaClasses classes) {
        return rules.stream()
                .map(rule -> failure(rule, classes))
                .filter(text -> !text.isEmpty() && !text.contains(MARKED))
                .toList();
    }

    private static String failure(ArchRule rule, JavaClasses classes) {
        return rule.allowEmptyShould(true).evaluate(classes).getFailureReport().isEmpty()
                ? ""
                : rule.evaluate(classes).getFailureReport().toString();
    }

    /** Compiles the class and, to something empty, every class of a library that it names by {@code Used}. */
    private static JavaClasses compile(Path folder, String module, String name, String body) throws IOException {
        List<String> sources = new ArrayList<>();
        sources.add(write(folder, module, name, "public class " + name + " { " + body + " }"));
        for (String word : body.split("[ ;]")) {
            if (word.endsWith(".Used")) {
                sources.add(write(folder, word.substring(0, word.length() - 5), "Used", "public class Used {}"));
            }
        }
        if (body.contains("org.apache.spark")) {
            sources.add(write(folder, "org.apache.spark.sql", "Dataset", DATASET));
            sources.add(write(folder, "org.apache.spark.storage", "StorageLevel", STORAGE_LEVEL));
        }
        if (body.contains("@jakarta")) {
            sources.add(write(folder, "jakarta.inject", "Inject", "public @interface Inject {}"));
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> arguments = new ArrayList<>(
                List.of("-d", folder.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none"));
        arguments.addAll(sources);
        assertThat(compiler.run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
        // Only the breach is judged: what it uses may break rules of its own.
        return new ClassFileImporter()
                .importPath(folder.resolve(module.replace('.', '/')).resolve(name + ".class"));
    }

    private static String write(Path folder, String packageName, String name, String text) throws IOException {
        Path file = folder.resolve(packageName.replace('.', '/')).resolve(name + ".java");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "package " + packageName + ";\n" + text + "\n");
        return file.toString();
    }
}
