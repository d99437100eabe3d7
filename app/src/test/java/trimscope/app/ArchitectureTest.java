package trimscope.app;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import trimscope.core.checkpoint.Checkpoint;
import trimscope.core.checkpoint.CheckpointException;
import trimscope.core.checkpoint.ElementType;
import trimscope.core.model.Cancellation;
import trimscope.core.model.LoadProgress;
import trimscope.core.model.Mllama;
import trimscope.core.model.ModelOptions;
import trimscope.core.model.NotFiniteException;
import trimscope.core.text.Turn;

/** The order of the house: panes share only the exploration, and the core is entered by its public door. */
@AnalyzeClasses(packages = "trimscope.app", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] PANES = {
        "trimscope.app.chat..",
        "trimscope.app.tokens..",
        "trimscope.app.trimming..",
        "trimscope.app.library..",
        "trimscope.app.charts..",
        "trimscope.app.viewer..",
        "trimscope.app.compare..",
        "trimscope.app.sweep..",
        "trimscope.app.evidence.."
    };

    /** What the public door itself asks for or hands out of other rooms. */
    private static final DescribedPredicate<JavaClass> OF_THE_DOOR = type(Cancellation.class)
            .or(type(ModelOptions.class))
            .or(type(ModelOptions.Precision.class))
            .or(type(LoadProgress.class))
            .or(type(Checkpoint.class))
            .or(type(ElementType.class))
            .or(type(Mllama.Gate.class))
            .or(type(NotFiniteException.class))
            .or(type(CheckpointException.class))
            .or(type(Turn.class));

    @ArchTest
    static final ArchRule panesNeverImportEachOther = slices().matching(
                    "trimscope.app.(chat|tokens|trimming|library|charts|viewer|compare|sweep|evidence)..")
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("trimscope.app.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyTheWindowKnowsPanes = classes()
            .that()
            .resideInAnyPackage(PANES)
            .should()
            .onlyBeAccessed()
            .byAnyPackage(
                    "trimscope.app.window..",
                    "trimscope.app.chat..",
                    "trimscope.app.tokens..",
                    "trimscope.app.trimming..",
                    "trimscope.app.library..",
                    "trimscope.app.charts..",
                    "trimscope.app.viewer..",
                    "trimscope.app.compare..",
                    "trimscope.app.sweep..",
                    "trimscope.app.evidence..");

    @ArchTest
    static final ArchRule coreIsEnteredByItsDoor = noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("trimscope.core..")
                    .and(DescribedPredicate.not(resideInAPackage("trimscope.core.chat..")
                            .or(resideInAPackage("trimscope.core.demo.."))
                            .or(resideInAPackage("trimscope.core.catalog.."))
                            .or(resideInAPackage("trimscope.core.memory.."))
                            .or(resideInAPackage("trimscope.core.device.."))
                            .or(resideInAPackage("trimscope.core.evaluation.."))
                            .or(resideInAPackage("trimscope.core.forms.."))
                            .or(resideInAPackage("trimscope.core.overlay.."))
                            .or(resideInAPackage("trimscope.core.scene.."))
                            .or(resideInAPackage("trimscope.core.image.."))
                            .or(resideInAPackage("trimscope.core.attention.."))
                            .or(resideInAPackage("trimscope.core.pruning.."))
                            .or(OF_THE_DOOR))));

    @ArchTest
    static final ArchRule nobodySpeaksToTheEngineLibrary =
            noClasses().should().dependOnClassesThat().resideInAPackage("ai.djl..");

    @ArchTest
    static final ArchRule onlyTheInferencePackageOwnsNativeMemory = noClasses()
            .that()
            .resideOutsideOfPackage("trimscope.app.inference..")
            .should()
            .dependOnClassesThat()
            .haveNameMatching("trimscope\\.core\\.chat\\.(ChatModel|ChatSession|Generation)");

    @ArchTest
    static final ArchRule canvasKnowsNoRuns = noClasses()
            .that()
            .resideInAPackage("trimscope.app.canvas..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("trimscope.app.exploration..", "trimscope.app.inference..", "trimscope.core.chat..");
}
