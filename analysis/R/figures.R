# Which figures can R make of what parley writes?  Each function takes a path and returns a ggplot object.
#
# Intervals are at 95%: Wilson for shares, Greenwood on the log(-log) scale for survival, as parley itself computes them.

library(ggplot2)

OUTCOMES <- c(holding = "#009E73", collapsed = "#E69F00", deadlock = "#CC79A7", breakdown = "#D55E00", defeat = "#222222")
SERIES <- c("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#222222")  # Okabe & Ito 2008

house <- function() {
  theme_minimal(base_size = 10) +
    theme(plot.title = element_text(face = "bold", size = 12), plot.title.position = "plot", plot.caption.position = "plot",
          plot.caption = element_text(hjust = 0, colour = "grey40", size = 7), plot.subtitle = element_text(colour = "grey25", size = 8.5),
          panel.grid.minor = element_blank(), legend.position = "none", plot.margin = margin(8, 12, 6, 8))
}

words <- function(title, subtitle, source) {
  missing <- regmatches(source, regexpr("^NOT COMPLETE: [^.]*", source))
  if (length(missing) == 1 && !startsWith(title, "NOT COMPLETE")) title <- paste0(missing, ". ", title)
  labs(title = paste(strwrap(title, 84), collapse = "\n"), subtitle = paste(strwrap(subtitle, 125), collapse = "\n"),
       caption = paste("Source:", source))
}

# Values moved up as far as it takes to stand `gap` apart, for labels.
apart <- function(values, gap) {
  order <- order(values)
  for (k in seq_along(order)[-1]) values[order[k]] <- max(values[order[k]], values[order[k - 1]] + gap)
  values
}

percent <- function(x) paste0(round(100 * x), "%")

# Columns that hold words or identifiers, whatever these look like (`parley schema --tables` lists them all).
TEXT_COLUMNS <- c("outcome", "agreement_date", "collapse_date", "ended_by", "manner", "cause", "trigger", "trigger_by", "walked_out",
                  "first_refusal_by", "beaten", "pressed", "political_track", "date", "standing_by", "kind", "name", "who", "whom", "front", "side", "about",
                  "phase", "failure", "output", "method", "parameter", "with", "path", "issue", "from", "to", "party", "parties", "bloc", "seat",
                  "colour", "mark", "why", "words", "with_words", "title", "figure", "parts", "with_parts")

# A table of parley: identifiers are text, and nothing but an empty cell is missing. Semicolons with decimal commas
# (parley export -f csv2) are known by the header.
read_table <- function(file, check.names = FALSE) {
  first <- readLines(file, n = 1, warn = FALSE)
  read <- if (grepl(";", first) && !grepl(",", first)) read.csv2 else read.csv
  head <- names(read(file, check.names = FALSE, nrows = 1, colClasses = "character"))
  words <- intersect(head, TEXT_COLUMNS)
  read(file, check.names = check.names, na.strings = "", colClasses = setNames(rep("character", length(words)), words))
}

# What is missing of the runs that were asked for, in parley's words; "" where nothing is, or nothing is known.
incomplete <- function(path) {
  made <- planned <- 0
  if (dir.exists(path)) {
    manifest <- file.path(path, "manifest.json")
    told <- if (file.exists(manifest)) paste(readLines(manifest, warn = FALSE), collapse = "\n") else ""
    if (grepl('"status": *"complete"', told) || !grepl('"replicates": *[0-9]+', told)) return("")
    planned <- as.numeric(sub('.*"replicates": *([0-9]+).*', "\\1", told))
    made <- max(0, length(readLines(file.path(path, "runs.csv"), warn = FALSE)) - 1)
  } else if (grepl("\\.db$", path)) {
    store <- DBI::dbConnect(RSQLite::SQLite(), path, flags = RSQLite::SQLITE_RO)
    on.exit(DBI::dbDisconnect(store))
    made <- DBI::dbGetQuery(store, "SELECT count(*) AS n FROM runs")$n
    planned <- DBI::dbGetQuery(store, "SELECT points * replicates AS n FROM study")$n
  } else if (grepl("\\.csv(\\.gz)?$", path)) {  # a study that stopped has points with fewer runs
    runs <- read_table(path)
    if (!all(c("point", "replicate", "outcome") %in% names(runs)) || nrow(runs) == 0) return("")
    made <- nrow(runs)
    planned <- (max(runs$point) + 1) * (max(runs$replicate) + 1)
  }
  if (made >= planned) return("")
  sprintf("NOT COMPLETE: %s of %s runs", format(made, big.mark = ","), format(planned, big.mark = ",", scientific = FALSE))
}

# Where a figure's numbers come from, and whether runs are missing, for its foot.
source_of <- function(path, named = basename(path)) {
  missing <- incomplete(path)
  if (nzchar(missing)) paste0(missing, ". ", named) else named
}

table_of <- function(folder, name, trace) {
  file <- file.path(folder, paste0(name, ".csv"))
  if (!file.exists(file)) stop(file, " is not there (written by: parley run SCENARIO -o DIR --trace ", trace, ")")
  read_table(file)
}

# The parties of a run: what each is called and how parley draws it, by identifier.
parties_of <- function(folder) {
  parties <- table_of(folder, "parties", "none")
  rownames(parties) <- parties$party
  parties
}

# A table that the program (PARLEY, or on the PATH) makes of a study; NULL where it or the study is not at hand.
made_of <- function(path, name) {
  parley <- Sys.getenv("PARLEY", Sys.which("parley"))
  if (!grepl("\\.db$", path) || !nzchar(parley)) return(NULL)
  lines <- tryCatch(suppressWarnings(system2(parley, shQuote(c("export", path, "-t", name)), stdout = TRUE, stderr = FALSE)), error = function(e) character(0))
  if (length(lines) < 2) NULL else read.csv(text = lines, colClasses = "character")
}

# A swept parameter in parley's plain words; its path where they are not at hand.
words_of <- function(path, parameter) {
  table <- made_of(path, "parameters")
  if (parameter %in% table$parameter) table$words[table$parameter == parameter] else parameter
}

# What parley says first in a figure of a study, and the largest value of each part of the parameter that it says it of; NULL: nothing.
said_of <- function(path, figure, parameter) {
  table <- made_of(path, "titles")
  row <- table[table$figure == figure & table$parameter == parameter, ]
  if (is.null(table) || nrow(row) == 0) return(list(title = NULL, parts = NULL))
  list(title = row$title[1], parts = if (nzchar(row$parts[1])) as.numeric(strsplit(row$parts[1], " ")[[1]]))
}

# Runs of a run directory, a study or an export, and the parameters that were swept.
read_runs <- function(path) {
  if (dir.exists(path)) return(list(runs = table_of(path, "runs", "none"), parameters = character(0)))
  if (!file.exists(path)) stop(path, ": no such file or folder")
  if (grepl("\\.db$", path)) {
    store <- DBI::dbConnect(RSQLite::SQLite(), path, flags = RSQLite::SQLITE_RO)
    on.exit(DBI::dbDisconnect(store))
    runs <- DBI::dbGetQuery(store, "SELECT * FROM results ORDER BY run")
    parameters <- setdiff(DBI::dbListFields(store, "points"), "point")
  } else {
    runs <- read_table(path)
    parameters <- if ("failure" %in% names(runs)) names(runs)[seq_along(names(runs)) > 3 & seq_along(names(runs)) < match("failure", names(runs))] else character(0)
  }
  list(runs = runs[is.na(runs$failure) | runs$failure == "", ], parameters = parameters)
}

column_of <- function(named, known, path) {
  if (length(known) == 0) stop(path, ": nothing was swept here")
  if (is.null(named)) return(known[1])
  found <- known[endsWith(known, named)]
  if (length(found) != 1) stop(path, ": '", named, "' is not one of ", paste(known, collapse = ", "))
  found
}

wilson <- function(k, n, z = 1.959963984540054) {
  p <- k / n
  centre <- (p + z^2 / (2 * n)) / (1 + z^2 / n)
  half <- z * sqrt(p * (1 - p) / n + z^2 / (4 * n^2)) / (1 + z^2 / n)
  data.frame(share = p, low = pmax(0, centre - half), high = pmin(1, centre + half))
}

# Values by themselves, or in parts with these largest values; where there are many and no parts are known, in so many of equal count.
parts_of <- function(values, count, largest = NULL) {
  if (!is.numeric(values) || (is.null(largest) && length(unique(values)) <= 6)) return(factor(values))
  if (is.null(largest)) largest <- unique(quantile(values, seq_len(count) / count))
  part <- findInterval(values, largest, left.open = TRUE)
  named <- tapply(values, part, function(v) if (min(v) == max(v)) format(v[1]) else sprintf("%.2f to %.2f", min(v), max(v)))
  factor(named[as.character(part)], levels = named)
}

kaplan_meier <- function(days, ended) {
  at <- sort(unique(days))
  died <- vapply(at, function(d) sum(ended[days == d]), 0)
  risk <- vapply(at, function(d) sum(days >= d), 0)
  s <- cumprod(1 - died / risk)
  spread <- sqrt(cumsum(ifelse(died < risk, died / (risk * (risk - died)), 0)))
  inside <- s > 0 & s < 1
  half <- ifelse(inside, 1.959963984540054 * spread / abs(log(ifelse(inside, s, 0.5))), 0)
  loglog <- log(-log(ifelse(inside, s, 0.5)))
  # Greenwood's error is 0 at both ends: what those still at risk tell.
  low <- ifelse(inside, exp(-exp(loglog + half)), ifelse(s >= 1, wilson(risk, risk)$low, 0))
  high <- ifelse(inside, exp(-exp(loglog - half)), 1)
  last <- length(s)
  if (s[last] <= 0) high[last] <- (if (last > 1) high[last - 1] else 1) * wilson(0, risk[last])$high
  data.frame(day = c(0, at), survival = c(1, s), low = c(1, low), high = c(1, high), independent = length(days))
}

# The same where the points of a study share their luck: replicates, not runs, are left out in turn, at most twenty
# bundles of them, as parley does (delete-a-group jackknife). Below ten replicates, and where a curve without some of
# them does not reach, low and high are not known.
blocked_kaplan_meier <- function(days, ended, block, blocks) {
  curve <- kaplan_meier(days, ended)
  curve$low <- curve$high <- NA_real_
  curve$independent <- if (blocks < 10) NA else blocks
  if (blocks < 10) return(curve)
  of <- min(blocks, 20)
  without <- vapply(seq_len(of) - 1, function(g) {
    kept <- block %% of != g
    if (!any(kept)) return(rep(NA_real_, nrow(curve)))
    other <- kaplan_meier(days[kept], ended[kept])
    longest <- max(days[kept])
    steps <- other$survival[findInterval(curve$day, other$day)]
    if (any(ended[kept & days == longest] == 0)) steps[curve$day >= longest] <- NA
    steps
  }, numeric(nrow(curve)))
  half <- qt(0.975, of - 1) * sqrt((of - 1) * rowMeans((without - rowMeans(without))^2))
  half <- ifelse(half < 1e-9, wilson(0, blocks)$high, half)  # alike in all: chance is still at work
  curve$low <- pmax(0, curve$survival - half)
  curve$high <- pmin(1, curve$survival + half)
  curve[1, c("low", "high")] <- 1
  curve
}

# Not known beyond the last observation, unless none was left by then.
survival_at <- function(curve, day) {
  at <- curve[max(which(curve$day <= day)), ]
  if (at$day == 0) at$low <- if (is.na(at$independent)) NA else wilson(at$independent, at$independent)$low  # all, as far as so many tell
  if (day > max(curve$day) && tail(curve$survival, 1) > 0) at[c("survival", "low", "high")] <- NA
  at
}

survival_figure <- function(path, by = NULL) {
  data <- read_runs(path)
  signed <- data$runs[!is.na(data$runs$first_truce_days), ]
  if (nrow(signed) == 0) stop(path, ": no run has a truce")
  by <- if (is.null(by)) NULL else column_of(by, names(signed), path)
  said <- if (is.null(by)) NULL else said_of(path, "survival", by)
  signed$group <- if (is.null(by)) factor("first truces") else parts_of(signed[[by]], 3, said$parts)
  blocks <- if (length(unique(data$runs$point)) > 1) max(data$runs$replicate) + 1 else 0
  curves <- do.call(rbind, lapply(split(signed, signed$group), function(g) {
    curve <- if (blocks > 0) blocked_kaplan_meier(g$first_truce_days, g$first_truce_ended, g$replicate, blocks)
             else kaplan_meier(g$first_truce_days, g$first_truce_ended)
    curve$next_day <- c(curve$day[-1], max(signed$first_truce_days))
    curve$group <- sprintf("%s (n=%d)", g$group[1], nrow(g))
    curve
  }))
  ends <- do.call(rbind, lapply(split(curves, curves$group), function(c) c[nrow(c), ]))
  at <- do.call(rbind, lapply(split(curves, curves$group), survival_at, day = 30))
  at <- at[!is.na(at$survival), ]
  title <- if (!is.null(said$title)) said$title
           else if (!is.null(by)) paste("How long first truces last, by", words_of(path, by))
           else if (nrow(at) == 0) sprintf("No first truce is followed for 30 days: the longest for %d", max(signed$first_truce_days))
           else if (is.na(at$low)) sprintf("%s of first truces pass 30 days (interval not known)", percent(at$survival))
           else sprintf("%s of first truces pass 30 days (%s to %s)", percent(at$survival), percent(at$low), percent(at$high))
  ggplot(curves, aes(day, survival, colour = group, fill = group)) +
    geom_rect(aes(xmin = day, xmax = next_day, ymin = low, ymax = high), alpha = 0.18, colour = NA, na.rm = TRUE) +
    geom_step(linewidth = 0.8) +
    geom_text(data = ends, aes(x = max(signed$first_truce_days), y = apart(survival, 0.045), label = paste0(" ", group)), hjust = 0, size = 3) +
    scale_x_continuous(expand = expansion(mult = c(0.02, 0.26))) +
    scale_colour_manual(values = SERIES) + scale_fill_manual(values = SERIES) + scale_y_continuous(labels = percent, limits = c(0, 1)) +
    labs(x = "days since signature", y = "share of first truces still in force") + house() +
    words(title, sprintf("%s, n = %d first truces (%d still in force when the calendar ends).",
                         if (blocks == 0) "Kaplan-Meier with 95% bands"
                         else if (blocks < 10) sprintf("Kaplan-Meier; the points share the luck of %d replicates, too few for bands", blocks)
                         else sprintf("Kaplan-Meier with 95%% bands of %d replicates, whose luck all points share", blocks),
                         nrow(signed), sum(signed$first_truce_ended == 0)), source_of(path))
}

# Whether each combination of the parameters' values is one point: then each value has the same settings of the others,
# and the luck of the runs is all that is chance.
full_grid <- function(runs, parameters) {
  points <- runs[!duplicated(runs$point), parameters, drop = FALSE]
  nrow(points) == prod(vapply(points, function(v) length(unique(v)), 0)) && !anyDuplicated(points)
}

shares_figure <- function(path, parameter = NULL) {
  data <- read_runs(path)
  parameter <- column_of(parameter, data$parameters, path)
  runs <- data$runs
  said <- said_of(path, "shares", parameter)
  runs$part <- if (length(unique(runs[[parameter]])) <= 15) factor(runs[[parameter]]) else parts_of(runs[[parameter]], 6, said$parts)
  shown <- do.call(rbind, lapply(names(OUTCOMES), function(o) {
    k <- tapply(runs$outcome == o, runs$part, sum)
    n <- tapply(runs$outcome == o, runs$part, length)
    many <- !full_grid(runs, data$parameters) && any(tapply(runs$point, runs$part, function(p) length(unique(p))) > 1)
    band <- wilson(k, n)
    if (many) {  # over the means of points
      by_point <- aggregate(list(share = runs$outcome == o), list(point = runs$point, part = runs$part), mean)
      half <- tapply(by_point$share, by_point$part, function(v) 1.96 * sd(v) / sqrt(length(v)))
      band$low <- pmax(0, band$share - half)
      band$high <- pmin(1, band$share + half)
    }
    cbind(outcome = o, part = factor(levels(runs$part), levels(runs$part)), band)
  }))
  shown <- shown[shown$outcome %in% unique(runs$outcome), ]
  title <- if (!is.null(said$title)) said$title
           else sprintf("How runs end, by %s (parley export STUDY.db -t titles says what is clear of chance)", words_of(path, parameter))
  ends <- shown[shown$part == tail(levels(shown$part), 1), ]
  ggplot(shown, aes(part, share, colour = outcome, fill = outcome, group = outcome)) +
    geom_ribbon(aes(ymin = low, ymax = high), alpha = 0.18, colour = NA) + geom_line(linewidth = 0.8) + geom_point(size = 1.8) +
    geom_text(data = ends, aes(y = apart(share, 0.045), label = paste(outcome, percent(share))), hjust = 0, nudge_x = 0.06, size = 3) +
    scale_colour_manual(values = OUTCOMES) + scale_fill_manual(values = OUTCOMES) +
    scale_y_continuous(labels = percent, limits = c(0, 1)) + scale_x_discrete(expand = expansion(add = c(0.2, 0.9))) +
    labs(x = parameter, y = "share of runs") + house() +
    words(title, sprintf("n = %d runs, about %d at each mark. Bands: 95%% intervals.%s", nrow(runs), round(nrow(runs) / nlevels(runs$part)),
                         if (length(data$parameters) > 1) " Other parameters vary at the same time." else ""), source_of(path))
}

# The run asked for, or the one that `parley run` tells: of the most frequent outcome, with a first truce of the median length, which
# ended as most of those did.
chosen_run <- function(folder, run) {
  runs <- table_of(folder, "runs", "none")
  if (is.null(run)) {
    ends <- factor(runs$outcome, c("breakdown", "deadlock", "holding", "collapsed", "defeat"))
    alike <- runs[ends == levels(ends)[which.max(table(ends))], ]
    days <- ifelse(is.na(alike$first_truce_days), -1, alike$first_truce_days)
    median <- alike[days == sort(days)[(length(days) - 1) %/% 2 + 1], ]
    how <- paste(median$ended_by, median$manner, median$cause)
    run <- min(median$run[how == names(which.max(table(how)))])
  }
  run <- as.integer(run)
  if (!run %in% runs$run) stop(folder, ": no run ", run)
  list(run = run, n = nrow(runs), row = runs[runs$run == run, ])
}

concessions_figure <- function(path, run = NULL) {
  picked <- chosen_run(path, run)
  said <- table_of(path, "offers", "offers")
  said <- said[said$run == picked$run, ]
  if (!is.na(picked$row$agreement_day) && any(said$date != "", na.rm = TRUE)) said <- said[said$day <= picked$row$agreement_day, ]
  said$step <- as.integer(interaction(said$round, said$meeting, drop = TRUE, lex.order = FALSE))
  offers <- said[said$kind == "offer", ]
  deal <- tail(said[said$kind == "agree", ], 1)
  parties <- parties_of(path)
  who <- intersect(parties$party, offers$who)
  stands <- aggregate(reservation ~ step + who, offers, tail, 1)
  meetings <- said[!duplicated(said$meeting), ]
  if (nrow(deal) == 1) deals <- data.frame(who = who, step = deal$step, own_utility = unlist(deal[paste0("utility_", who)]))
  gave <- vapply(who, function(p) {
    mine <- offers$own_utility[offers$who == p]
    mine[1] - if (nrow(deal) == 1) deal[[paste0("utility_", p)]] else tail(mine, 1)
  }, 0)
  told <- paste(sprintf("%s %.2f", parties[who, "name"], gave), collapse = ", ")
  title <- if (nrow(deal) == 1) sprintf("They agree%s after giving up (utility): %s", if (deal$date %in% c("", NA)) "" else paste(" on", deal$date), told)
           else sprintf("No agreement; given up so far (utility): %s", told)
  figure <- ggplot(offers, aes(step, own_utility, colour = who)) +
    geom_line(data = stands, aes(y = reservation), linetype = "dashed", linewidth = 0.5) +
    geom_line(linewidth = 0.8) + geom_point(size = 1.4)
  if (nrow(deal) == 1)
    figure <- figure + geom_point(data = deals, shape = 8, size = 4) +
      geom_text(data = deals, aes(label = sprintf("%s %.2f", parties[who, "name"], own_utility)), hjust = -0.12, size = 3, check_overlap = FALSE,
                position = position_nudge(y = 0.025 * (rank(deals$own_utility) - mean(rank(deals$own_utility)))))
  dated <- !all(meetings$date %in% c("", NA))
  figure + scale_colour_manual(values = setNames(parties$colour, parties$party), limits = who) +
    scale_x_continuous(breaks = if (dated) meetings$step else waiver(), labels = if (dated) meetings$date else waiver(),
                       expand = expansion(mult = c(0.02, 0.3))) +
    labs(x = if (dated) "round of offers, by meeting" else "round of offers", y = "utility of its own offers to the party (0 to 1)") + house() +
    words(title, sprintf("Run %d of %d. Lines: what a party asks for, in its own utility; dashed: what it expects without a deal; star: the agreement.",
                         picked$run, picked$n), source_of(path, file.path(basename(path), "offers.csv")))
}

# A parameter in plain words, on two lines at most.
in_words <- function(path, words) {
  if (is.null(words)) return(path)
  short <- function(w) {
    lines <- strwrap(w, 54)
    if (length(lines) > 2) lines <- c(lines[1], paste(lines[2], "..."))
    paste(lines, collapse = "\n")
  }
  told <- ifelse(is.na(words), path, vapply(words, short, ""))
  ifelse(duplicated(told) | duplicated(told, fromLast = TRUE), path, told)
}

tornado_figure <- function(path, output = NULL) {
  if (grepl("\\.db$", path)) {
    table <- made_of(path, "sensitivity")
    if (is.null(table)) stop(path, ": needs the program for its table (PARLEY=build/release/parley), or: parley export ", path, " -t sensitivity -o sensitivity.csv")
    for (number in c("value", "low", "high")) table[[number]] <- as.numeric(table[[number]])
  } else {
    table <- read_table(path, check.names = TRUE)
  }
  table <- table[table$method == "largest_difference", ]
  if (nrow(table) == 0) stop(path, ": no largest differences (parley export STUDY.db -t sensitivity)")
  output <- if (is.null(output)) table$output[1] else output
  rows <- table[table$output == output, ]
  if (nrow(rows) == 0) stop(path, ": no output '", output, "' (there are ", paste(unique(table$output), collapse = ", "), ")")
  rows <- head(rows[order(-abs(rows$value)), ], 15)
  rows$parameter <- in_words(rows$parameter, rows$words)
  rows$parameter <- factor(rows$parameter, rev(rows$parameter))
  rows$clear <- rows$low > 0 | rows$high < 0
  rows$kind <- ifelse(!rows$clear, "chance", ifelse(rows$value > 0, "more", "less"))
  if (!"title" %in% names(rows)) stop(path, ": made by an older parley: export the table again")
  title <- rows$title[1]  # what parley itself says of it
  rows <- rows[!is.na(rows$value), ]
  if (nrow(rows) == 0) stop(path, ": ", title)
  share <- output %in% c(names(OUTCOMES), "agreement") || startsWith(output, "first_truce_beyond_")
  points <- function(x) if (share) ifelse(abs(x) < 1e-12, "0", sprintf("%+.0f", 100 * x)) else format(x)
  ggplot(rows, aes(value, parameter, fill = kind)) + geom_col(width = 0.6) + geom_vline(xintercept = 0) +
    geom_errorbarh(aes(xmin = low, xmax = high), height = 0.2, linewidth = 0.4) +
    scale_fill_manual(values = c(more = "#0072B2", less = "#D55E00", chance = "grey72")) +
    scale_x_continuous(labels = points) +
    labs(x = paste0("difference that the parameter makes to ", output, if (share) " (percentage points)" else ""), y = NULL) + house() +
    theme(axis.text.y = element_text(size = 7, lineheight = 0.85)) +
    words(title, paste("Largest difference between parts of a parameter's values while all others vary; lines: 95% intervals, allowing for all",
                       "parameters together; grey: chance explains it. n: see the study."), basename(path))
}

timeline_figure <- function(path, run = NULL) {
  picked <- chosen_run(path, run)
  days <- table_of(path, "days", "days")
  days <- days[days$run == picked$run, ]
  if (nrow(days) == 0) stop(path, ": no days: the scenario has no calendar")
  days$date <- as.Date(days$date)
  events <- table_of(path, "events", "days")
  events <- events[events$run == picked$run, ]
  long <- function(prefix, panel, keep = function(v) TRUE) do.call(rbind, lapply(grep(paste0("^", prefix), names(days), value = TRUE), function(c)
    if (keep(days[[c]])) data.frame(date = days$date, value = days[[c]], series = sub(prefix, "", c), panel = panel)))
  levels <- c("deaths a day, by front", "trust in the other camp")
  deaths <- long("deaths_", levels[1], function(v) sum(v) > 0)
  signers <- sub("margin_", "", Filter(function(c) any(!is.na(days[[c]])), grep("^margin_", names(days), value = TRUE)))
  trust <- long("trust_", levels[2])
  if (length(signers) > 0) trust <- trust[trust$series %in% signers, ]
  spell <- cumsum(c(TRUE, days$phase[-1] != days$phase[-nrow(days)]))
  truces <- do.call(rbind, lapply(split(days, spell), function(d) if (d$phase[1] == "truce") data.frame(from = min(d$date), to = max(d$date) + 1)))
  marks <- events[events$kind %in% c("signed", "in_force", "denounced", "lapsed", "unravelled"), ]
  calm <- days$phase == "truce"
  title <- if (!any(calm)) sprintf("No truce in %d days: %s deaths", nrow(days), format(sum(days$deaths), big.mark = ","))
           else sprintf("%d of %d days under truce: %.0f deaths a day on them, %.0f on others", sum(calm), nrow(days), mean(days$deaths[calm]), mean(days$deaths[!calm]))
  fronts <- unique(deaths$series)
  parties <- parties_of(path)
  colours <- setNames(rep(c(SERIES, "#999999", "#7F6000", "#5D3A9B"), length.out = length(fronts)), fronts)
  ends <- trust[trust$date == max(trust$date), ]
  ends$at <- apart(ends$value, 0.07)
  figure <- ggplot(mapping = aes(date, value))
  if (!is.null(truces))
    figure <- figure + geom_rect(data = truces, aes(xmin = from, xmax = to, ymin = -Inf, ymax = Inf), inherit.aes = FALSE, fill = "#009E73", alpha = 0.13)
  figure +
    geom_col(data = deaths, aes(fill = series), width = 1) + geom_line(data = trust, aes(colour = series, linetype = parties[series, "dashed"] == 1), linewidth = 0.7) +
    geom_text(data = ends, aes(y = at, label = vapply(parties[series, "name"], function(n) paste(strwrap(n, 18), collapse = "\n"), ""), colour = series),
              hjust = -0.08, size = 2.7, lineheight = 0.85) +
    geom_vline(data = transform(marks, date = as.Date(date)), aes(xintercept = date), linetype = "dotted", linewidth = 0.4) +
    facet_wrap(~factor(panel, levels), ncol = 1, scales = "free_y") +
    scale_fill_manual(values = colours, name = NULL, breaks = fronts) + scale_colour_manual(values = setNames(parties$colour, parties$party), guide = "none") +
    scale_linetype_manual(values = c("FALSE" = "solid", "TRUE" = "dashed"), guide = "none") +
    scale_x_date(date_labels = "%b %Y", expand = expansion(mult = c(0.01, 0.19))) + labs(x = NULL, y = NULL) + house() +
    theme(legend.position = "top", legend.key.size = unit(9, "pt"), legend.justification = "left",
          strip.text = element_text(hjust = 0, face = "bold")) +
    words(title, sprintf("Run %d of %d: one course of events, no forecast. Green: truce in force; dotted: a deal is signed or ends.", picked$run, picked$n),
          source_of(path, file.path(basename(path), "days.csv, events.csv")))
}
