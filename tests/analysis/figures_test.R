# Do the figures of analysis/R draw what the tables say?  Rscript figures_test.R analysis/R studies|runs, with PARLEY=program
arguments <- commandArgs(trailingOnly = TRUE)
source(file.path(arguments[1], "figures.R"))
folder <- tempfile("parley-figures-")
dir.create(folder)
parley <- function(...) stopifnot(system2(Sys.getenv("PARLEY"), shQuote(c(...)), stdout = FALSE, stderr = FALSE) == 0)
at <- function(name) file.path(folder, name)
parley("new", at("war.yaml"))
parley("run", at("war.yaml"), "-n", "30", "-o", at("run"), "--trace", "days", "-q")
# The data of the layers whose geom is so named, put together.
drawn <- function(figure, geom) {
  which <- vapply(figure$layers, function(l) class(l$geom)[1] == geom, TRUE)
  if (!any(which)) stop("no layer ", geom)
  do.call(rbind, lapply(ggplot_build(figure)$data[which], function(d) d[, c("x", "y")]))
}
same <- function(a, b) stopifnot(length(a) == length(b), isTRUE(all.equal(as.numeric(a), as.numeric(b))))
picture <- function(name, figure) {
  file <- at(paste0(name, ".png"))
  ggsave(file, figure, width = 8.4, height = 4.9, dpi = 60)
  stopifnot(file.size(file) > 5000, nchar(figure$labels$title) > 20, grepl("Source:", figure$labels$caption))
}

if (arguments[2] == "studies") {
  parley("sweep", at("war.yaml"), "--vary", "parties.SOUTH.reservation=0.2:0.7:3", "--vary", "truce.detection=0.2:0.9:2", "-n", "20", "-q", "-o", at("grid.db"))
  for (table in c("runs", "sensitivity", "survival")) parley("export", at("grid.db"), "-t", table, "-o", at(paste0(table, ".csv")))

  figure <- survival_figure(at("grid.db"), "parties.SOUTH.reservation")
  exported <- read.csv(at("survival.csv"), check.names = FALSE)
  runs <- read.csv(at("runs.csv"), check.names = FALSE)
  signed <- runs[runs$point == 0 & !is.na(runs$first_truce_days), ]
  mine <- kaplan_meier(signed$first_truce_days, signed$first_truce_ended)[-1, ]
  for (column in c("day", "survival", "low", "high")) same(mine[[column]], exported[exported$point == 0, column])
  stopifnot(length(unique(ggplot_build(figure)$data[[2]]$colour)) == 3)
  all_last <- survival_at(kaplan_meier(rep(90, 12), rep(0, 12)), 30)
  same(c(all_last$survival, all_last$low), c(1, wilson(12, 12)$low))  # all of a few is no certainty
  picture("survival", figure)
  same(nrow(drawn(survival_figure(at("run")), "GeomStep")) > 5, TRUE)

  figure <- shares_figure(at("grid.db"), "SOUTH.reservation")
  for (outcome in unique(runs$outcome)) {
    wanted <- tapply(runs$outcome == outcome, runs[["parties.SOUTH.reservation"]], mean)
    layer <- ggplot_build(figure)$data[[2]]
    same(layer$y[layer$colour == OUTCOMES[[outcome]]], wanted)
  }
  same(drawn(shares_figure(at("runs.csv"), "SOUTH.reservation"), "GeomLine")$y, drawn(figure, "GeomLine")$y)
  picture("shares", figure)

  figure <- tornado_figure(at("sensitivity.csv"), "deaths")
  table <- read.csv(at("sensitivity.csv"))
  table <- table[table$output == "deaths" & table$method == "largest_difference", ]
  stopifnot(gsub("\\s+", " ", figure$labels$title) == table$title[1])
  columns <- ggplot_build(figure)$data[[1]]
  same(sort(columns$xmin + columns$xmax), sort(table$value))
  picture("tornado", figure)
}

if (arguments[2] == "runs") {
  signed <- read.csv(at("run/runs.csv"))
  signed <- signed[signed$deals > 0, ][1, ]
  figure <- concessions_figure(at("run"), signed$run)
  offers <- read.csv(at("run/offers.csv"))
  offers <- offers[offers$run == signed$run & offers$day <= signed$agreement_day, ]
  same(sort(drawn(figure, "GeomPoint")$y), sort(c(offers$own_utility[offers$kind == "offer"], unlist(tail(offers[offers$kind == "agree", c("utility_NORTH", "utility_SOUTH")], 1)))))
  picture("concessions", figure)
  # Called and coloured as everywhere.
  parties <- read.csv(at("run/parties.csv"), row.names = 1)
  stopifnot(setequal(ggplot_build(figure)$data[[2]]$colour, parties$colour), all(vapply(parties$name, grepl, TRUE, x = gsub("\\s+", " ", figure$labels$title), fixed = TRUE)))

  figure <- timeline_figure(at("run"), signed$run)
  days <- read.csv(at("run/days.csv"))
  days <- days[days$run == signed$run, ]
  lines <- drawn(figure, "GeomLine")
  same(sort(lines$y), sort(c(days$trust_NORTH, days$trust_SOUTH)))
  stopifnot(any(vapply(figure$layers, function(l) class(l$geom)[1] == "GeomCol", TRUE)), any(vapply(figure$layers, function(l) class(l$geom)[1] == "GeomRect", TRUE)))
  deaths <- ggplot_build(figure)$data[[which(vapply(figure$layers, function(l) class(l$geom)[1] == "GeomCol", TRUE))]]
  same(sum(deaths$ymax - deaths$ymin), sum(days$deaths))
  picture("timeline", figure)
  written <- ggplot_build(figure)$data[[which(vapply(figure$layers, function(l) class(l$geom)[1] == "GeomText", TRUE))[1]]]
  stopifnot(all(parties$colour[match(gsub("\n", " ", written$label), parties$name)] == written$colour), nrow(written) == nrow(parties))

  # Identifiers that look like missing values, truths or numbers stay text in every column that holds one.
  writeLines(c("run,outcome,ended_by,walked_out,first_truce_days", "0,collapsed,NA,T,3", "1,collapsed,007,F,"), at("odd.csv"))
  odd <- read_table(at("odd.csv"))
  stopifnot(identical(odd$ended_by, c("NA", "007")), identical(odd$walked_out, c("T", "F")), is.na(odd$first_truce_days[2]))
  tables <- paste(system2(Sys.getenv("PARLEY"), c("schema", "--tables"), stdout = TRUE), collapse = "")
  named <- regmatches(tables, gregexpr('"name": *"[^"]*", *"kind": *"[^"]*"', tables))[[1]]
  texts <- sub('"name": *"([^"]*)".*', "\\1", grep('"text"$', named, value = TRUE))
  stopifnot(length(texts) > 20, all(texts %in% TEXT_COLUMNS))

  # The command line, and its words for what is missing.
  plot <- file.path(arguments[1], "plot.R")
  stopifnot(system2("Rscript", shQuote(c(plot, "survival", at("run"), at("out.svg")))) == 0, file.size(at("out.svg")) > 5000)
  dir.create(at("empty"))
  said <- tryCatch(timeline_figure(at("empty")), error = conditionMessage)
  stopifnot(grepl("runs.csv is not there", said))
}
unlink(folder, recursive = TRUE)
cat("figures of R: all as the tables say\n")
