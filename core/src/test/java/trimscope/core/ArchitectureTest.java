package trimscope.core;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The rooms of the core and who may know whom.
 *
 * <p>Beyond the plan of the house: {@code image} and {@code text} read their settings from {@code checkpoint}'s records;
 * {@code model} takes from {@code text} the one class that keeps DJL offline, for whoever comes first must call it; {@code overlay}
 * paints the kept tokens of {@code pruning}; {@code demo} and {@code scene} hand out pictures as {@code image} knows them;
 * {@code synthetic} makes checkpoints that borrow the demo's tokenizer, and {@code model} asks it how widely random weights spread;
 * {@code benchmark} times the model itself; {@code forms} writes
 * down what {@code evaluation} found; {@code evaluation} may name the value types that {@code chat} speaks of.
 */
class ArchitectureTest {
    private static final String ROOT = "trimscope.core.";
    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("trimscope.core");

    /** Whom each room may know, apart from itself. */
    private static final Map<String, Set<String>> ALLOWED = new TreeMap<>(Map.of(
            "checkpoint", Set.of("file"),
            "image", Set.of("checkpoint"),
            "text", Set.of("checkpoint"),
            "pruning", Set.of(),
            "attention", Set.of("pruning"),
            "model", Set.of("checkpoint", "device", "image", "attention", "pruning", "text", "synthetic"),
            "chat", Set.of("checkpoint", "device", "image", "text", "pruning", "attention", "model"),
            "demo", Set.of("file", "image"),
            "scene", Set.of("image"),
            "overlay", Set.of("image", "attention", "pruning")));

    static {
        ALLOWED.put("file", Set.of());
        ALLOWED.put("device", Set.of("file"));
        ALLOWED.put("memory", Set.of("checkpoint", "device", "model"));
        ALLOWED.put("catalog", Set.of("checkpoint"));
        ALLOWED.put("doctor", Set.of("checkpoint", "device", "file", "image", "memory", "model", "pruning"));
        ALLOWED.put("synthetic", Set.of("checkpoint", "demo"));
        ALLOWED.put(
                "benchmark",
                Set.of(
                        "checkpoint",
                        "device",
                        "image",
                        "text",
                        "pruning",
                        "attention",
                        "model",
                        "chat",
                        "synthetic",
                        "memory"));
        ALLOWED.put("forms", Set.of("evaluation", "chat", "scene", "attention"));
        ALLOWED.put("evaluation", Set.of("chat", "scene", "image", "text", "pruning", "attention", "model"));
    }

    @TestFactory
    Stream<DynamicTest> roomsKnowOnlyWhomTheyMay() {
        return ALLOWED.entrySet().stream()
                .map(room -> dynamicTest(room.getKey(), () -> {
                    String[] rooms = Stream.concat(Stream.of(room.getKey()), room.getValue().stream())
                            .map(name -> ROOT + name + "..")
                            .toArray(String[]::new);
                    noClasses()
                            .that()
                            .resideInAPackage(ROOT + room.getKey() + "..")
                            .should()
                            .dependOnClassesThat(resideInAnyPackage("trimscope..")
                                    .and(DescribedPredicate.not(resideInAnyPackage(rooms))))
                            .allowEmptyShould(true)
                            .check(CORE);
                }));
    }

    @Test
    void everyRoomIsOnThePlan() {
        Set<String> found = CORE.stream()
                .map(type -> type.getPackageName().substring(ROOT.length()).replaceFirst("\\..*", ""))
                .collect(Collectors.toSet());
        found.removeAll(ALLOWED.keySet());
        assertEquals(Set.of("cli"), found);
    }

    @Test
    void noCycles() {
        slices().matching(ROOT + "(*)..").should().beFreeOfCycles().check(CORE);
        slices().matching(ROOT + "(**)").should().beFreeOfCycles().check(CORE);
    }

    @Test
    void nobodyKnowsTheCommandLineOrAWindow() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "cli..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + "cli..", "trimscope.app..", "javafx..", "picocli..")
                .check(CORE);
    }

    /** Stronger than no DJL in signatures: the other rooms do not know it at all. */
    @Test
    void onlyModelKnowsDjlAndTextItsTokenizers() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + "model..", ROOT + "text..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.djl..")
                .check(CORE);
        noClasses()
                .that()
                .resideInAPackage(ROOT + "text..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("ai.djl..")
                        .and(DescribedPredicate.not(resideInAnyPackage("ai.djl.huggingface.."))))
                .check(CORE);
    }

    /** Not even {@code model}, which may: what others call takes and returns values of our own. */
    @Test
    void noPublicSignatureSpeaksOfDjl() {
        methods()
                .that()
                .areDeclaredInClassesThat(
                        DescribedPredicate.describe("are public", ArchitectureTest::isPublicWithItsOwners))
                .and()
                .arePublic()
                .should(nameNoClassOf("ai.djl."))
                .check(CORE);
    }

    private static boolean isPublicWithItsOwners(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass()
                        .map(ArchitectureTest::isPublicWithItsOwners)
                        .orElse(true);
    }

    private static ArchCondition<JavaMethod> nameNoClassOf(String prefix) {
        return new ArchCondition<>("name no class of " + prefix) {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean named = Stream.concat(Stream.of(method.getReturnType()), method.getParameterTypes().stream())
                        .flatMap(type -> type.getAllInvolvedRawTypes().stream())
                        .anyMatch(type -> type.getName().startsWith(prefix));
                if (named) {
                    events.add(SimpleConditionEvent.violated(method, method.getFullName() + " names " + prefix));
                }
            }
        };
    }

    @Test
    void onlyKernelsSpeaksToTheEngine() {
        noClasses()
                .that(DescribedPredicate.not(belongTo(nameMatching("trimscope\\.core\\.model\\.Kernels"))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.djl.pytorch..")
                .check(CORE);
    }

    @Test
    void everyPackageIsNullMarked() {
        for (String room :
                CORE.stream().map(JavaClass::getPackageName).distinct().toList()) {
            JavaPackage found = CORE.getPackage(room);
            assertTrue(found.isAnnotatedWith(NullMarked.class), room);
        }
    }

    @Test
    void noClassIsNamedAfterNothing() {
        for (String word : Arrays.asList("Util", "Utils", "Helper", "Manager", "Common", "Impl")) {
            classes()
                    .that(alwaysTrue())
                    .should()
                    .haveSimpleNameNotEndingWith(word)
                    .check(CORE);
        }
    }
}
