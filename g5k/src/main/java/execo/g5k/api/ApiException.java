package execo.g5k.api;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request to the API that failed: refused by the API, which then gave a status and a text, or
 * never answered. Neither the message nor the members hold a password.
 */
public final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String method;
  private final transient URI uri;
  private final int status;
  private final String text;
  private final @Nullable String created;

  private ApiException(
      String method,
      URI uri,
      int status,
      String text,
      String message,
      @Nullable String created,
      @Nullable Throwable cause) {
    super(message, cause);
    this.method = method;
    this.uri = uri;
    this.status = status;
    this.text = text;
    this.created = created;
  }

  static ApiException refused(String method, URI uri, int status, String text, String hint) {
    String said = text.isEmpty() ? "" : ": " + text;
    String message = "%s %s: status %d%s%s".formatted(method, uri, status, said, hint);
    return new ApiException(method, uri, status, text, message, null, null);
  }

  static ApiException unanswered(String method, URI uri, String why, @Nullable Throwable cause) {
    return new ApiException(method, uri, 0, why, method + " " + uri + ": " + why, null, cause);
  }

  static ApiException unreadable(String method, URI uri, int status, String what) {
    return new ApiException(
        method, uri, status, what, method + " " + uri + ": " + what, null, null);
  }

  /**
   * The request was accepted, but what it made cannot be read.
   *
   * @param created the number of what it made, empty if that is not known
   */
  static ApiException unseen(URI uri, int status, String created, String why) {
    String number = created.isEmpty() ? "" : " as " + created;
    String message =
        "POST %s: accepted%s with status %d, but %s".formatted(uri, number, status, why);
    return new ApiException("POST", uri, status, why, message, created, null);
  }

  /** The request's method, {@code GET}. */
  public String method() {
    return method;
  }

  /** What was asked; values of arguments that look like secrets are stars. */
  public URI uri() {
    return uri;
  }

  /** The status of the answer, 0 if there was none. */
  public int status() {
    return status;
  }

  /** The text of the answer, or why there was none. */
  public String text() {
    return text;
  }

  /**
   * Whether there was no answer, or none that tells anything of the request: a status of 500 or
   * above, of the API or of a proxy before it, says that the server failed.
   */
  public boolean unreachable() {
    return status == 0 || status >= 500;
  }

  /**
   * Whether the API accepted the request, and only what it made could not be read afterwards: so it
   * is there, or may be.
   */
  public boolean accepted() {
    return created != null;
  }

  /** The number of what an accepted request made, if the API told. */
  public Optional<String> created() {
    return Optional.ofNullable(created).filter(number -> !number.isEmpty());
  }

  /** Whether the API knows no such thing: status 404. */
  public boolean notFound() {
    return status == 404;
  }

  /** A page of HTML as one line of text, and any text with no more than its first part. */
  static String oneText(String body, String contentType) {
    String text =
        contentType.toLowerCase(Locale.ROOT).contains("html")
            ? body.replaceAll("(?is)<(style|script)\\b.*?</\\1>|<[^>]*>", " ")
                .replaceAll("\\s+", " ")
            : body;
    text = text.strip();
    return text.length() <= 2000 ? text : text.substring(0, 2000) + "…";
  }
}
