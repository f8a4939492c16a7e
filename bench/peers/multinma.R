# Times multinma's random-effects fit by Stan, the compilation apart: 4 chains of 2,000 iterations. Prints milliseconds.
suppressPackageStartupMessages(library(multinma))
arms <- read.csv(commandArgs(TRUE)[1])
arms$se <- arms$sd / sqrt(arms$n)
network <- set_agd_arm(arms, study = study, trt = treatment, y = mean, se = se, sample_size = n)
fit <- function() suppressWarnings(nma(network, trt_effects = "random", prior_het = half_normal(scale = 1), seed = 1, refresh = 0))
cat(format(1000 * system.time(invisible(fit()))[["elapsed"]]), "\n")
