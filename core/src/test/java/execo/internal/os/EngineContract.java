package execo.internal.os;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** What every engine does: each test of it runs with each engine. */
@ParameterizedClass
@ValueSource(strings = {"spawn", "jdk"})
abstract class EngineContract {
  private static final Map<String, ProcessEngine> ENGINES = new HashMap<>();

  @Parameter
  @SuppressWarnings("NullAway.Init")
  String name;

  final ProcessEngine engine() {
    return ENGINES.computeIfAbsent(name, ProcessEngines::create);
  }

  final Recorder run(SpawnRequest request) {
    Recorder recorder = new Recorder();
    engine().spawn(request, recorder);
    return recorder;
  }
}
