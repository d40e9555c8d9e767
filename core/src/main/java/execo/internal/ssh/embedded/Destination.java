package execo.internal.ssh.embedded;

import execo.host.EffectiveConnection;
import execo.internal.ssh.settings.ClientSettings;
import execo.internal.ssh.trust.SessionAuthentication;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.jspecify.annotations.Nullable;

/**
 * Where one connection goes, and what it demands and proves there.
 *
 * @param connection how it was asked for
 * @param settings what the user's configuration makes of that
 * @param authentication the trust in the host, and the user's keys
 */
record Destination(
    EffectiveConnection connection, ClientSettings settings, SessionAuthentication authentication) {
  private static final AttributeKey<Destination> KEY = new AttributeKey<>();

  /** The destination of a session that was opened with {@link #context()}, or null. */
  static @Nullable Destination of(ClientSession session) {
    var context = session.getConnectionContext();
    return context == null ? null : context.getAttribute(KEY);
  }

  /** To be given to {@code connect}, so that the session knows its destination from the start. */
  AttributeRepository context() {
    return new Context(this, authentication.context());
  }

  /** This destination, and what the authentication has to find again. */
  private record Context(Destination destination, AttributeRepository authentication)
      implements AttributeRepository {
    @Override
    public int getAttributesCount() {
      return authentication.getAttributesCount() + 1;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> @Nullable T getAttribute(AttributeKey<T> key) {
      return key.equals(KEY) ? (T) destination : authentication.getAttribute(key);
    }

    @Override
    public Collection<AttributeKey<?>> attributeKeys() {
      return Stream.concat(Stream.of(KEY), authentication.attributeKeys().stream())
          .collect(Collectors.toSet());
    }
  }

  /** The variables that the configuration has the server set for every command. */
  Map<String, String> environment() {
    var environment = new TreeMap<String, String>();
    for (var pattern : settings.options().values("sendenv")) {
      var names = Pattern.compile(pattern.replace("*", ".*").replace("?", "."));
      for (var variable : System.getenv().entrySet()) {
        if (names.matcher(variable.getKey()).matches()) {
          environment.put(variable.getKey(), variable.getValue());
        }
      }
    }
    for (var assignment : settings.options().values("setenv")) {
      var at = assignment.indexOf('=');
      if (at > 0) {
        environment.put(assignment.substring(0, at), assignment.substring(at + 1));
      }
    }
    return environment;
  }
}
