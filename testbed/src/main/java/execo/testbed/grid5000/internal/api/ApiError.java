package execo.testbed.grid5000.internal.api;

/** A request that the API refuses, with a status and a plain text. */
public final class ApiError extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;

  /** A refusal with its text. */
  public ApiError(int status, String text) {
    super(text);
    this.status = status;
  }

  /** The status of the answer. */
  public int status() {
    return status;
  }

  /** There is no such resource. */
  public static ApiError notFound(Request request) {
    return new ApiError(404, "Cannot find resource " + request.path());
  }

  /** The user, or the lack of one, forbids it. */
  public static ApiError forbidden() {
    return new ApiError(403, "You are not authorized to access this resource");
  }

  /** The verb does not exist here. */
  public static ApiError notAllowed(Request request) {
    return new ApiError(405, "Method not allowed: " + request.method() + " " + request.path());
  }
}
