# The five figures used most, in R:  Rscript analysis/R/plot.R FIGURE PATH FILE [RUN, PARAMETER, COLUMN or OUTPUT]
#
#   survival     run directory, study.db or exported runs; [COLUMN]: groups, for example a swept parameter
#   shares       study.db or exported runs; [PARAMETER] swept
#   concessions  run directory with --trace offers; [RUN]
#   tornado      study.db or exported sensitivity (parley export STUDY.db -t sensitivity -o sensitivity.csv); [OUTPUT]
#   timeline     run directory with --trace days; [RUN]
#
# The functions in figures.R return ggplot objects: source() it to work with them.

arguments <- commandArgs(trailingOnly = TRUE)
self <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
here <- dirname(normalizePath(self))

fail <- function(...) {
  message("plot.R: ", ...)
  quit(status = 2)
}

if (length(arguments) < 3)
  fail("usage: Rscript plot.R survival|shares|concessions|tornado|timeline PATH FILE.png|svg|pdf [RUN, PARAMETER, COLUMN or OUTPUT]")

needed <- c(ggplot2 = "r-cran-ggplot2")
if (grepl("\\.db$", arguments[2])) needed <- c(needed, DBI = "r-cran-dbi", RSQLite = "r-cran-rsqlite")
missing <- needed[!vapply(names(needed), requireNamespace, logical(1), quietly = TRUE)]
if (length(missing) > 0)
  fail("these packages are missing: ", paste(names(missing), collapse = ", "), " (apt-get install ", paste(missing, collapse = " "), ")")

source(file.path(here, "figures.R"))
figures <- list(survival = survival_figure, shares = shares_figure, concessions = concessions_figure, tornado = tornado_figure,
                timeline = timeline_figure)
if (!arguments[1] %in% names(figures)) fail("no figure '", arguments[1], "' (there are ", paste(names(figures), collapse = ", "), ")")
options(warn = 1)
figure <- tryCatch(do.call(figures[[arguments[1]]], as.list(arguments[c(2, seq_along(arguments)[-(1:3)])])),
                   error = function(e) fail(conditionMessage(e)))
size <- if (arguments[1] == "timeline") c(8.4, 7) else c(8.4, 4.9)
if (grepl("\\.svg$", arguments[3])) {
  grDevices::svg(arguments[3], width = size[1], height = size[2])
  print(figure)
  invisible(dev.off())
} else {
  ggplot2::ggsave(arguments[3], figure, width = size[1], height = size[2], dpi = 110, bg = "white")
}
