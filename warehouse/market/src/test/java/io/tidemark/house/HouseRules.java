package io.tidemark.house;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * One set of architecture rules for every module. A module runs them with
 *
 * <pre>{@code class HouseRulesTest extends HouseRules {}}</pre>
 *
 * <p>Only the module's own class files are read; a rule about another module holds there because it finds nothing.
 */
public abstract class HouseRules {
    private static final String ROOT = "io.tidemark";

    @TestFactory
    Stream<DynamicTest> mainClassesKeepTheHouseRules() {
        return check(
                Stream.of(new HouseArrows(ROOT).rules(), new HouseHabits(ROOT).rules())
                        .flatMap(List::stream),
                "target/classes");
    }

    @TestFactory
    Stream<DynamicTest> testClassesKeepTheHouseRules() {
        return check(new HouseHabits(ROOT).testRules().stream(), "target/test-classes");
    }

    private static Stream<DynamicTest> check(Stream<ArchRule> rules, String folder) {
        // Tests run in the module's folder, whether from Maven or from an IDE.
        Path classFiles = Path.of(folder);
        if (!Files.isDirectory(classFiles)) {
            throw new IllegalStateException(
                    "no class files at " + classFiles.toAbsolutePath() + ": run this test in its module's folder");
        }
        JavaClasses classes = new ClassFileImporter().importPath(classFiles);
        return rules.map(rule -> DynamicTest.dynamicTest(
                rule.getDescription(), () -> rule.allowEmptyShould(true).check(classes)));
    }
}
