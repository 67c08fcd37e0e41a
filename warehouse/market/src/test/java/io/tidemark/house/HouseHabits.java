package io.tidemark.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** House rules that a class can break without touching another module. */
final class HouseHabits {
    private final String root;

    HouseHabits(String root) {
        this.root = root;
    }

    /** For main classes. */
    List<ArchRule> rules() {
        return List.of(
                classes()
                        .should(new NullMarkedPackage())
                        .because("absent is Optional or empty; without the annotation NullAway checks nothing"),
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("java.util.logging..")
                        .because("one logging API, so that one configuration decides"),
                noClasses()
                        .that()
                        .haveSimpleNameNotEndingWith("Main")
                        .and()
                        .resideOutsideOfPackage(root + ".infra.local..")
                        .should(ACCESS_STANDARD_STREAMS)
                        .because(
                                "standard output is an answer to another program: only mains and the command line give one"),
                noFields()
                        .should()
                        .beAnnotatedWith("jakarta.inject.Inject")
                        .orShould()
                        .beAnnotatedWith("org.eclipse.microprofile.config.inject.ConfigProperty")
                        .because("what a class needs, its constructor asks for; then a test can give it"),
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName("java.util.Date")
                        .orShould()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName("java.text.SimpleDateFormat")
                        .because("times are microseconds or java.time"),
                noClasses()
                        .that()
                        .resideInAPackage(root + ".market..")
                        .should()
                        .callMethod(System.class, "currentTimeMillis")
                        .orShould()
                        .callMethod(System.class, "nanoTime")
                        .orShould()
                        .callMethod(Instant.class, "now")
                        .orShould()
                        .callMethod(LocalDate.class, "now")
                        .orShould()
                        .dependOnClassesThat()
                        .areAssignableTo(Clock.class)
                        .because("market mathematics has no clock: the log's times are its only ones"),
                noClasses()
                        .that()
                        .resideInAPackage(root + ".market..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("java.io..", "java.net..", "java.nio..", "java.sql..")
                        .because("market mathematics has no input and output"),
                noFields()
                        .that()
                        .areDeclaredInClassesThat()
                        .resideInAnyPackage(root + ".market.number..", root + ".market.event..", root + ".market.bar..")
                        .should()
                        .haveRawType(double.class)
                        .orShould()
                        .haveRawType(float.class)
                        .because("prices, sizes and sums are exact; floating point is for indicators and models"),
                noClasses()
                        .that()
                        .resideInAnyPackage(root + ".batch..", root + ".streaming..", root + ".lake..")
                        .should(new KeepRowsInMemory())
                        .because(
                                "Spark tries kept rows that did not fit again at each reading and starves what reads them:"
                                        + " persist(StorageLevel.DISK_ONLY())"),
                fields().that()
                        .areDeclaredInClassesThat()
                        .areNotEnums()
                        .and()
                        .arePublic()
                        .should()
                        .beFinal()
                        .because("a public field that changes has no owner"));
    }

    /** For test classes. */
    List<ArchRule> testRules() {
        return List.of(
                noClasses()
                        .should()
                        .callMethod(Thread.class, "sleep", long.class)
                        .orShould()
                        .callMethod(TimeUnit.class, "sleep", long.class)
                        .because(
                                "a sleep is too short on a slow machine and too long on a fast one: await a condition"),
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("org.mockito..", "org.easymock..")
                        .because("what can be started is started"),
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName("org.junit.jupiter.api.Disabled")
                        .because("a test that does not run proves nothing"));
    }

    private static final class KeepRowsInMemory extends ArchCondition<JavaClass> {
        private static final String DATASET = "org.apache.spark.sql.Dataset";
        private static final String LEVEL = "org.apache.spark.storage.StorageLevel";

        KeepRowsInMemory() {
            super("keep rows in memory");
        }

        @Override
        public void check(JavaClass type, ConditionEvents events) {
            for (JavaMethodCall call : type.getMethodCallsFromSelf()) {
                String owner = call.getTargetOwner().getName();
                String method = call.getName();
                boolean isInMemory = owner.equals(LEVEL) && method.contains("MEMORY");
                boolean isByDefault = owner.equals(DATASET)
                        && (method.equals("cache") || method.equals("persist"))
                        && call.getTarget().getRawParameterTypes().isEmpty();
                events.add(new SimpleConditionEvent(type, isInMemory || isByDefault, call.getDescription()));
            }
        }
    }

    private static final class NullMarkedPackage extends ArchCondition<JavaClass> {
        NullMarkedPackage() {
            super("live in a package that package-info.java marks @NullMarked");
        }

        @Override
        public void check(JavaClass type, ConditionEvents events) {
            boolean marked = type.getPackage().isAnnotatedWith("org.jspecify.annotations.NullMarked");
            events.add(new SimpleConditionEvent(
                    type, marked, type.getPackageName() + " of " + type.getSimpleName() + " is not @NullMarked"));
        }
    }
}
