package execo.g5k.planning;

/** A host, its cores, and when it is free. */
public record HostPlanning(Element.Node node, int cores, Timetable timetable) {}
