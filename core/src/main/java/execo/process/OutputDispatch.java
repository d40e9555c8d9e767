package execo.process;

import execo.log.Log;
import execo.log.LogLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The way of one stream of one attempt: into the transcript, past the expects, to the handlers.
 * Used on the attempt's queue only.
 */
final class OutputDispatch {
  private interface Call {
    void on(OutputHandler handler) throws Exception;
  }

  private final ManagedProcess process;
  private final StdStream stream;
  private final Expects expects;
  private final TextDecoder decoder;
  private final List<OutputHandler> handlers;
  private boolean ended;

  private OutputDispatch(
      ManagedProcess process,
      StdStream stream,
      ProcessSettings settings,
      List<OutputHandler> handlers,
      Expects expects) {
    this.process = process;
    this.stream = stream;
    this.handlers = handlers;
    this.expects = expects;
    this.decoder = new TextDecoder(settings.charset);
  }

  static OutputDispatch of(
      ManagedProcess process, StdStream stream, ProcessSettings settings, Expects expects) {
    var factories = stream == StdStream.OUT ? settings.stdoutHandlers : settings.stderrHandlers;
    var handlers = new ArrayList<OutputHandler>();
    for (Function<ManagedProcess, OutputHandler> factory : factories) {
      try {
        handlers.add(factory.apply(process));
      } catch (RuntimeException | Error e) {
        Log.program().error("an output handler could not be made for " + process.name(), e);
      }
    }
    return new OutputDispatch(process, stream, settings, handlers, expects);
  }

  /** Whether no handler is told of it. */
  boolean isUnheard() {
    return handlers.isEmpty();
  }

  void begin() {
    each(handler -> handler.begin(process, stream));
  }

  void piece(byte[] bytes) {
    Log.program()
        .log(LogLevel.IO_DEBUG, () -> process + " " + stream + ": " + bytes.length + " bytes");
    expects.append(stream, bytes);
    if (!handlers.isEmpty()) {
      var chunk =
          new OutputChunk(process, stream, bytes, decoder.decode(bytes, false), false, null);
      each(handler -> handler.accept(chunk));
    }
  }

  void end(@Nullable String error) {
    if (ended) {
      return;
    }
    ended = true;
    expects.end(stream);
    if (!handlers.isEmpty()) {
      var rest = new byte[0];
      var chunk = new OutputChunk(process, stream, rest, decoder.decode(rest, true), true, error);
      each(handler -> handler.accept(chunk));
    }
  }

  private void each(Call call) {
    for (var handlers = this.handlers.iterator(); handlers.hasNext(); ) {
      try {
        call.on(handlers.next());
      } catch (Exception | Error e) {
        handlers.remove();
        Log.program().error("an output handler failed and is told no more of " + process, e);
      }
    }
  }
}
