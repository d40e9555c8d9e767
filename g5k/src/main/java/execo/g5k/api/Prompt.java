package execo.g5k.api;

import execo.config.Secret;
import execo.log.HiddenInput;
import java.io.Console;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a person can be asked. */
interface Prompt {

  /** Whether there is a person. */
  boolean possible();

  /** What the person types unseen, or null for nothing. */
  @Nullable Secret secret(String question);

  /** Whether the person says yes. */
  boolean confirm(String question);

  void tell(String text);

  /** The terminal of this program. */
  static Prompt terminal() {
    return new Prompt() {
      @Override
      public boolean possible() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
      }

      @Override
      public @Nullable Secret secret(String question) {
        try (var _ = HiddenInput.begin()) {
          char[] typed = console().readPassword("%s", question);
          return typed == null || typed.length == 0 ? null : new Secret(new String(typed));
        }
      }

      @Override
      public boolean confirm(String question) {
        String answer = console().readLine("%s [y/N] ", question);
        return answer != null && answer.strip().matches("(?i)y(es)?");
      }

      private Console console() {
        return Objects.requireNonNull(System.console(), "no terminal");
      }

      @Override
      public void tell(String text) {
        console().printf("%s%n", text);
      }
    };
  }
}
