package execo.testbed.grid5000.internal.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Prints properties of the resources of a job: oarprint. */
final class OarprintTool implements Tool {
  private static final Pattern PROPERTY = Pattern.compile("(\\w+) = '([^']*)'");
  private static final int DIED = 255;
  private static final int NO_FILE = 2;

  @Override
  public String run(Call call) throws IOException, ToolException {
    var options = new Options("f= P= C= F= l v h", call.arguments());
    var given = options.value("f");
    var file = given == null ? call.variable("OAR_RESOURCE_PROPERTIES_FILE") : given;
    if (file.isEmpty()) {
      throw died(DIED, "no input data available");
    }
    if (!file.equals("-") && !Files.isReadable(call.file(file))) {
      throw died(NO_FILE, "No such file or directory");
    }
    if (options.rest().isEmpty()) {
      throw died(DIED, "Need a property name");
    }
    var property = options.rest().getFirst();
    var wanted =
        options.value("P") == null
            ? List.of(property)
            : List.of(String.valueOf(options.value("P")).split(","));
    var rows = call.read(file).lines().map(OarprintTool::row).toList();
    var words = new TreeSet<String>();
    for (var name : wanted) {
      check(rows, name);
    }
    check(rows, property);
    rows.stream()
        .filter(row -> row.containsKey(property))
        .map(row -> wanted.stream().map(name -> row.getOrDefault(name, "")).toList())
        .forEach(values -> words.add(String.join(" ", values) + "\n"));
    call.out(String.join("", words));
    return "0";
  }

  /** What resources of other types do not have may be missing, but not in all lines. */
  private static void check(List<Map<String, String>> rows, String property) throws ToolException {
    if (!rows.isEmpty() && rows.stream().noneMatch(row -> row.containsKey(property))) {
      throw died(DIED, "Unknown property '" + property + "'");
    }
  }

  private static Map<String, String> row(String line) {
    var row = new LinkedHashMap<String, String>();
    var matcher = PROPERTY.matcher(line);
    while (matcher.find()) {
      row.put(matcher.group(1), matcher.group(2));
    }
    return row;
  }

  private static ToolException died(int code, String why) {
    return new ToolException(code, "", "/usr/bin/oarprint: " + why + "\n");
  }
}
