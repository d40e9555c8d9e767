package execo.g5k.planning;

import java.util.List;

/** What a planning has to know of a site: its clusters. */
public record SiteInfo(String name, List<ClusterInfo> clusters) {
  /** A site; the list is copied. */
  public SiteInfo {
    clusters = List.copyOf(clusters);
  }
}
