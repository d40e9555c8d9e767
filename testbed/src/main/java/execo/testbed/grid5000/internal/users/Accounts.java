package execo.testbed.grid5000.internal.users;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The users of a stand-in and their passwords. Immutable. */
public final class Accounts {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,31}");
  private static final Pattern PASSWORD = Pattern.compile("\\P{Cntrl}{1,200}");
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int SECRET_BYTES = 18;

  private final Map<String, String> passwords = new LinkedHashMap<>();

  /**
   * Users by their names.
   *
   * @param users the passwords; where there is none, one is made up
   * @throws IllegalArgumentException if a name or a password cannot be one
   */
  public Accounts(Map<String, Optional<String>> users) {
    users.forEach((name, password) -> {
      checkName(name);
      password.ifPresent(text -> checkPassword(name, text));
      passwords.put(name, password.orElseGet(Accounts::secret));
    });
  }

  /**
   * Checks that a user may have a name.
   *
   * @throws IllegalArgumentException if not
   */
  public static void checkName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "not a user's name: '"
              + name
              + "'; it has at most 32 lower case letters, digits, '-' and '_', a letter first");
    }
    if (name.equals("root") || name.equals("oar")) {
      throw new IllegalArgumentException("a user cannot be called " + name);
    }
  }

  /**
   * Checks that a user may have a password.
   *
   * @throws IllegalArgumentException if not
   */
  public static void checkPassword(String user, String password) {
    if (!PASSWORD.matcher(password).matches()) {
      throw new IllegalArgumentException(
          "not a password for " + user + ": it has 1 to 200 characters, none to control terminals");
    }
  }

  /** Something that nobody guesses, of letters, digits, '-' and '_'. */
  public static String secret() {
    var bytes = new byte[SECRET_BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Whether two secrets are the same; takes as long whatever they have in common. */
  public static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  /** Whether there is such a user. */
  public boolean knows(String name) {
    return passwords.containsKey(name);
  }

  /** Whether there is such a user, with such a password. */
  public boolean admits(String name, String password) {
    @Nullable String own = passwords.get(name);
    return own != null && same(own, password);
  }

  /** The first user. */
  public String first() {
    return passwords.keySet().iterator().next();
  }

  /**
   * The password of a user.
   *
   * @throws IllegalArgumentException if there is no such user
   */
  public String password(String name) {
    @Nullable String password = passwords.get(name);
    if (password == null) {
      throw new IllegalArgumentException(
          "unknown user: '" + name + "', there are " + String.join(", ", passwords.keySet()));
    }
    return password;
  }
}
