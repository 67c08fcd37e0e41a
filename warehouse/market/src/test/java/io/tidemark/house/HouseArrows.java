package io.tidemark.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The house's table as rules: which module may use which other one, and which libraries never enter it. */
final class HouseArrows {
    private static final String[] SPARK = {"org.apache.spark..", "io.delta..", "org.apache.hadoop..", "scala.."};
    private static final String[] KAFKA = {"org.apache.kafka.."};
    private static final String[] JDK = {"java..", "javax..", "jdk.."};
    private static final String[] ANNOTATIONS = {"org.jspecify.annotations..", "com.google.errorprone.annotations.."};

    private final String root;

    /** @param root {@code io.tidemark}; the rules' own test has a small house elsewhere */
    HouseArrows(String root) {
        this.root = root;
    }

    List<ArchRule> rules() {
        List<ArchRule> rules = new ArrayList<>();
        rules.add(only("market", libraries(), "the vocabulary is shared by all, so it may need nothing but the JDK"));
        rules.add(only("settings", libraries(), "every process reads settings first, before any library is there"));
        rules.add(only(
                "wire",
                libraries("org.apache.avro.."),
                "messages are the market's vocabulary in Avro",
                "market",
                "settings"));
        rules.add(only(
                "objects",
                libraries("io.minio..", "okhttp3..", "okio.."),
                "buckets must be usable where there is no Spark: in the API and in scoring",
                "settings"));
        rules.add(arrow(
                "lake",
                "the lake's tables are the market's and its records the wire's",
                "market",
                "settings",
                "wire",
                "objects"));
        rules.add(arrow("clickhouse", "blocks are made of the market's events, not of messages", "market", "settings"));
        rules.add(arrow("feed", "feeds meet the rest in Kafka", "market", "settings", "wire"));
        rules.add(arrow(
                "streaming",
                "the speed layer meets the batch layer in tables, never by calls",
                "market",
                "settings",
                "wire",
                "objects",
                "lake",
                "clickhouse",
                "scoring"));
        rules.add(arrow(
                "batch",
                "the batch layer meets the speed layer in tables, never by calls",
                "market",
                "settings",
                "wire",
                "objects",
                "lake",
                "clickhouse"));
        rules.add(arrow(
                "orchestration",
                "jobs are processes: the scheduler knows their commands and not their classes",
                "settings"));
        rules.add(arrow(
                "api",
                "the API answers from ClickHouse and objects",
                "market",
                "settings",
                "wire",
                "objects",
                "clickhouse",
                "scoring",
                "orchestration"));
        rules.add(arrow("infra.embedded", "embedded servers know nothing of ticks", "settings"));
        rules.add(arrow(
                "infra.local",
                "mains are processes of their own with heaps of their own; loading their classes here would hide that",
                "settings",
                "infra.embedded",
                "orchestration"));
        rules.add(never(
                SPARK,
                "no Spark: these start fast and small",
                "market",
                "settings",
                "wire",
                "objects",
                "clickhouse",
                "feed",
                "api",
                "orchestration",
                "infra.local",
                "infra.embedded"));
        rules.add(never(
                KAFKA,
                "the log is the business of feeds and jobs",
                "market",
                "settings",
                "objects",
                "clickhouse",
                "orchestration",
                "infra.local"));
        return rules;
    }

    /** The module uses these modules and libraries, and nothing else. */
    private ArchRule only(String module, String[] libraries, String because, String... modules) {
        String[] allowed = Stream.of(packages(module), packages(modules), libraries)
                .flatMap(Arrays::stream)
                .toArray(String[]::new);
        return classes()
                .that()
                .resideInAPackage(packageOf(module))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(allowed).or(primitive()))
                .as(module + " uses only " + String.join(", ", allowed))
                .because(because)
                .allowEmptyShould(true);
    }

    /** Of this project the module uses only these modules; libraries are free. */
    private ArchRule arrow(String module, String because, String... modules) {
        DescribedPredicate<JavaClass> elsewhere = resideInAPackage(root + "..")
                .and(not(resideInAnyPackage(packages(module))))
                .and(not(resideInAnyPackage(packages(modules))));
        return noClasses()
                .that()
                .resideInAPackage(packageOf(module))
                .should()
                .dependOnClassesThat(elsewhere)
                .as(module + " uses of this project only " + String.join(", ", modules))
                .because(because)
                .allowEmptyShould(true);
    }

    private ArchRule never(String[] libraries, String because, String... modules) {
        return noClasses()
                .that()
                .resideInAnyPackage(packages(modules))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries)
                .as(String.join(", ", modules) + " never use " + String.join(", ", libraries))
                .because(because)
                .allowEmptyShould(true);
    }

    private String[] packages(String... modules) {
        return Arrays.stream(modules).map(this::packageOf).toArray(String[]::new);
    }

    private String packageOf(String module) {
        return root + "." + module + "..";
    }

    private static String[] libraries(String... more) {
        return Stream.of(JDK, ANNOTATIONS, more).flatMap(Arrays::stream).toArray(String[]::new);
    }

    /** Primitives and arrays of them have no package. */
    private static DescribedPredicate<JavaClass> primitive() {
        return DescribedPredicate.describe(
                "primitive", type -> type.getBaseComponentType().isPrimitive());
    }
}
