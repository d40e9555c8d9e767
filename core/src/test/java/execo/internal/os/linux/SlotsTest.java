package execo.internal.os.linux;

import static org.assertj.core.api.Assertions.assertThat;

import execo.internal.os.Recorder;
import execo.internal.os.Requests;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class SlotsTest {
  private static final EventLoop LOOP = new EventLoop();
  private static final TreeSignaller TREES = new TreeSignaller();

  @Property(tries = 50)
  void givesNoNumberTwiceAndFindsWhoIsThere(@ForAll @Size(max = 400) boolean[] arrivals) {
    Slots slots = new Slots();
    Map<Long, SpawnedChild> present = new HashMap<>();
    Set<Long> gone = new HashSet<>();
    for (boolean arrives : arrivals) {
      if (arrives || present.isEmpty()) {
        var child = new SpawnedChild(Requests.command("true"), new Recorder(), LOOP, TREES);
        long key = slots.enter(child);
        assertThat(key).isNotNegative();
        assertThat(gone).doesNotContain(key);
        assertThat(present.put(key, child)).isNull();
      } else {
        long key = present.keySet().iterator().next();
        slots.leave(key);
        slots.leave(key);
        present.remove(key);
        gone.add(key);
      }
    }
    present.forEach((key, child) -> assertThat(slots.find(key)).isSameAs(child));
    gone.forEach(key -> assertThat(slots.find(key)).isNull());
  }
}
