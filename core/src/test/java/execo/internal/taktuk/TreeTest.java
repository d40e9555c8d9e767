package execo.internal.taktuk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is lost with a host. */
class TreeTest {
  @Test
  void lostHostTakesThoseBelowIt() {
    var tree = new Tree();
    tree.connected(0, 1);
    tree.connected(0, 2);
    tree.connected(1, 3);
    tree.connected(3, 4);
    tree.connected(2, 5);
    assertThat(tree.below(1, List.of("node-3:3", "fe80::6:6", "")))
        .containsExactlyInAnyOrder(1, 3, 4, 6);
    assertThat(tree.below(5, List.of())).containsExactly(5);
  }
}
