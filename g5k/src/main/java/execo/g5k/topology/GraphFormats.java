package execo.g5k.topology;

import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jgrapht.nio.Attribute;
import org.jgrapht.nio.AttributeType;
import org.jgrapht.nio.DefaultAttribute;
import org.jgrapht.nio.dot.DOTExporter;
import org.jgrapht.nio.graphml.GraphMLExporter;

/** The text forms of networks for other programs. */
final class GraphFormats {
  private GraphFormats() {}

  static String dot(Topology topology) {
    var exporter = new DOTExporter<Place, Link>(place -> '"' + place.name() + '"');
    exporter.setVertexAttributeProvider(place -> {
      var attributes = attributes(place);
      attributes.put("label", text(place.shortName()));
      return attributes;
    });
    exporter.setEdgeAttributeProvider(GraphFormats::attributes);
    var out = new StringWriter();
    exporter.exportGraph(topology.graph(), out);
    return out.toString();
  }

  static String graphMl(Topology topology) {
    var exporter = new GraphMLExporter<Place, Link>(Place::name);
    exporter.setEdgeIdProvider(Link::key);
    exporter.setExportEdgeWeights(false);
    for (var name : new String[] {"kind", "site", "cluster"}) {
      exporter.registerAttribute(
          name, GraphMLExporter.AttributeCategory.NODE, AttributeType.STRING);
    }
    for (var name : new String[] {"backplane", "coreFlops", "cores"}) {
      exporter.registerAttribute(name, GraphMLExporter.AttributeCategory.NODE, AttributeType.LONG);
    }
    exporter.registerAttribute(
        "bandwidth", GraphMLExporter.AttributeCategory.EDGE, AttributeType.LONG);
    exporter.registerAttribute(
        "active", GraphMLExporter.AttributeCategory.EDGE, AttributeType.BOOLEAN);
    exporter.registerAttribute(
        "latency", GraphMLExporter.AttributeCategory.EDGE, AttributeType.DOUBLE);
    exporter.setVertexAttributeProvider(GraphFormats::attributes);
    exporter.setEdgeAttributeProvider(GraphFormats::attributes);
    var out = new StringWriter();
    exporter.exportGraph(topology.graph(), out);
    return out.toString();
  }

  private static Attribute text(String text) {
    return DefaultAttribute.createAttribute(text);
  }

  private static Map<String, Attribute> attributes(Place place) {
    var attributes = new LinkedHashMap<String, Attribute>();
    attributes.put("kind", text(place.kind().name().toLowerCase(Locale.ROOT)));
    if (!place.site().isEmpty()) {
      attributes.put("site", text(place.site()));
    }
    if (!place.cluster().isEmpty()) {
      attributes.put("cluster", text(place.cluster()));
    }
    known(attributes, "backplane", place.backplane());
    known(attributes, "coreFlops", place.coreFlops());
    known(attributes, "cores", place.cores());
    return attributes;
  }

  private static Map<String, Attribute> attributes(Link link) {
    var attributes = new LinkedHashMap<String, Attribute>();
    known(attributes, "bandwidth", link.bandwidth());
    attributes.put("active", DefaultAttribute.createAttribute(link.active()));
    link.latency()
        .ifPresent(latency -> attributes.put("latency", DefaultAttribute.createAttribute(latency)));
    return attributes;
  }

  private static void known(Map<String, Attribute> attributes, String name, long value) {
    if (value != 0) {
      attributes.put(name, DefaultAttribute.createAttribute(value));
    }
  }
}
