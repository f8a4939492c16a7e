# Times netmeta's random-effects fit (REML) of arms with mean and SD: Rscript netmeta.R ARMS.csv; prints milliseconds.
suppressPackageStartupMessages(library(netmeta))
arms <- read.csv(commandArgs(TRUE)[1])
pairs <- suppressWarnings(pairwise(treat = treatment, n = n, mean = mean, sd = sd, studlab = study, data = arms, sm = "MD"))
fit <- function() netmeta(pairs, common = FALSE, random = TRUE, method.tau = "REML")
invisible(fit())
cat(format(1000 * median(replicate(5, system.time(fit())[["elapsed"]]))), "\n")
