package execo.tests.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Who may know whom, between the modules and between the packages of core. */
class ArrowsTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("execo");

  private static final String[] ENGINE = {
    "execo.sweep..", "execo.engine..", "execo.results..", "execo.plot..", "execo.internal.sweep.."
  };

  private static final String[] G5K = {"execo.g5k..", "execo.internal.g5k.."};

  private static final String[] OUTSIDE_CORE = {
    "execo.sweep..",
    "execo.engine..",
    "execo.results..",
    "execo.plot..",
    "execo.internal.sweep..",
    "execo.g5k..",
    "execo.internal.g5k..",
    "execo.testbed..",
    "execo.cli..",
    "execo.examples..",
    "execo.bench..",
    "execo.tests.."
  };

  @Test
  void classesAreSeen() {
    assertThat(CLASSES.contain("execo.cli.Main")).isTrue();
    assertThat(CLASSES.stream().map(JavaClass::getPackageName)).contains("execo.internal.os");
  }

  @Test
  void modulesKnowOnlyThoseBelow() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .withOptionalLayers(true)
        .layer("core")
        .definedBy(resideInAnyPackage("execo..").and(resideOutsideOfPackages(OUTSIDE_CORE)))
        .layer("engine")
        .definedBy(ENGINE)
        .layer("g5k")
        .definedBy(G5K)
        .layer("testbed")
        .definedBy("execo.testbed..")
        .layer("cli")
        .definedBy("execo.cli..")
        .layer("users")
        .definedBy("execo.examples..", "execo.bench..", "execo.tests..")
        .whereLayer("core")
        .mayNotAccessAnyLayer()
        .whereLayer("engine")
        .mayOnlyAccessLayers("core")
        .whereLayer("g5k")
        .mayOnlyAccessLayers("core")
        .whereLayer("testbed")
        .mayOnlyAccessLayers("core")
        .whereLayer("cli")
        .mayOnlyAccessLayers("core", "engine", "g5k", "testbed")
        .check(CLASSES);
  }

  /**
   * Inside core: action, then process, then the ways to a host, then the operating system, then
   * what all of them call a child.
   */
  @Test
  void layersOfCoreKnowOnlyThoseBelow() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .withOptionalLayers(true)
        .layer("action")
        .definedBy("execo.action..")
        .layer("process")
        .definedBy("execo.process..")
        .layer("ways")
        .definedBy(
            "execo.internal.ssh..",
            "execo.internal.transfer..",
            "execo.internal.taktuk..",
            "execo.internal.chain..")
        .layer("os")
        .definedBy("execo.internal.os..")
        .layer("spi")
        .definedBy("execo.spi..")
        .whereLayer("process")
        .mayOnlyAccessLayers("ways", "os", "spi")
        .whereLayer("ways")
        .mayOnlyAccessLayers("os", "spi")
        .whereLayer("os")
        .mayOnlyAccessLayers("spi")
        .whereLayer("spi")
        .mayNotAccessAnyLayer()
        .check(CLASSES);
  }

  @Test
  void frontDoorIsKnownToNobodyInCore() {
    noClasses()
        .that(resideInAnyPackage("execo.*..").and(resideOutsideOfPackages(OUTSIDE_CORE)))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("execo")
        .check(CLASSES);
  }

  /** A package and those below it are one cupboard; {@code internal} is a wall of cupboards. */
  @Test
  void packagesHaveNoCycles() {
    slices().assignedFrom(new Cupboards()).should().beFreeOfCycles().check(CLASSES);
  }

  private static final class Cupboards implements SliceAssignment {
    private static final Pattern CUPBOARD = Pattern.compile("execo(\\.internal)?(\\.[^.]+)?");

    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      Matcher matcher = CUPBOARD.matcher(type.getPackageName());
      return matcher.lookingAt() ? SliceIdentifier.of(matcher.group()) : SliceIdentifier.ignore();
    }

    @Override
    public String getDescription() {
      return "packages";
    }
  }

  @Test
  void internalsAreNotUsedOutsideCore() {
    noClasses()
        .that()
        .resideInAnyPackage("execo.cli..", "execo.examples..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("execo.internal..")
        .check(CLASSES);
  }

  @Test
  void publicMethodsShowNoInternals() {
    methods()
        .that()
        .arePublic()
        .and()
        .areDeclaredInClassesThat(publicInterface())
        .should(notShowInternals())
        .check(CLASSES);
  }

  private static DescribedPredicate<JavaClass> publicInterface() {
    return DescribedPredicate.describe(
        "are public and not internal",
        type ->
            type.getModifiers().contains(JavaModifier.PUBLIC)
                && !type.getPackageName().startsWith("execo.internal"));
  }

  private static ArchCondition<JavaMethod> notShowInternals() {
    return new ArchCondition<>("not show internal types") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        method.getAllInvolvedRawTypes().stream()
            .filter(type -> type.getPackageName().startsWith("execo.internal"))
            .forEach(type ->
                events.add(
                    SimpleConditionEvent.violated(
                        method, method.getFullName() + " shows " + type.getName())));
      }
    };
  }
}
