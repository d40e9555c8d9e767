package execo.cli.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MainMethodTest {
  private static final List<String> CALLS = new ArrayList<>();

  @BeforeEach
  void forget() {
    CALLS.clear();
  }

  private static List<String> launch(Class<?> type, String... args) throws Throwable {
    MainMethod.of(type).invoke(args);
    return CALLS;
  }

  static class Traditional {
    public static void main(String[] args) {
      CALLS.add("static " + List.of(args));
    }
  }

  static class Both {
    static void main() {
      CALLS.add("without");
    }

    void main(String[] args) {
      CALLS.add("with " + List.of(args));
    }
  }

  static class Instance {
    protected void main() {
      CALLS.add("instance");
    }
  }

  static class Inherits extends Instance {}

  interface Default {
    default void main() {
      CALLS.add("default");
    }
  }

  static class FromInterface implements Default {}

  static class PrivateWithArguments {
    @SuppressWarnings("unused")
    private static void main(String[] args) {
      CALLS.add("private");
    }

    static void main() {
      CALLS.add("visible");
    }
  }

  static class Nothing {
    @SuppressWarnings("unused")
    private static void main() {}

    static int main(String[] args) {
      return args.length;
    }
  }

  static class NeedsMore {
    NeedsMore(int number) {
      CALLS.add("made " + number);
    }

    void main() {
      CALLS.add("never");
    }
  }

  static class Throws {
    static void main() throws IOException {
      throw new IOException("as it is");
    }
  }

  @Test
  void staticWithArguments() throws Throwable {
    assertThat(launch(Traditional.class, "a", "b")).containsExactly("static [a, b]");
  }

  @Test
  void argumentsComeBeforeStatic() throws Throwable {
    assertThat(launch(Both.class, "a")).containsExactly("with [a]");
  }

  @Test
  void instanceAndInherited() throws Throwable {
    launch(Instance.class);
    launch(Inherits.class);
    assertThat(launch(FromInterface.class)).containsExactly("instance", "instance", "default");
  }

  @Test
  void privateOnesAreNotSeen() throws Throwable {
    assertThat(launch(PrivateWithArguments.class)).containsExactly("visible");
  }

  @Test
  void classWithoutAnyIsRefused() {
    assertThatThrownBy(() -> MainMethod.of(Nothing.class))
        .isInstanceOf(ScriptException.class)
        .hasMessageEndingWith("Nothing: no main method");
    assertThatThrownBy(() -> MainMethod.of(NeedsMore.class))
        .isInstanceOf(ScriptException.class)
        .hasMessageContaining("main needs an instance");
  }

  @Test
  void exceptionComesOutAsItIs() {
    assertThatThrownBy(() -> launch(Throws.class))
        .isExactlyInstanceOf(IOException.class)
        .hasMessage("as it is");
  }
}
