# Times bayesmeta, which knows two treatments: the comparison that most trials make. Prints milliseconds.
suppressPackageStartupMessages(library(bayesmeta))
arms <- read.csv(commandArgs(TRUE)[1])
both <- merge(arms, arms, by = "study")
both <- both[both$treatment.x < both$treatment.y, ]
most <- names(which.max(table(paste(both$treatment.x, both$treatment.y))))
both <- both[paste(both$treatment.x, both$treatment.y) == most, ]
y <- both$mean.y - both$mean.x
se <- sqrt(both$sd.x^2 / both$n.x + both$sd.y^2 / both$n.y)
fit <- function() bayesmeta(y = y, sigma = se, tau.prior = function(t) dhalfnormal(t, scale = 1))
invisible(fit())
cat(format(1000 * median(replicate(5, system.time(fit())[["elapsed"]]))), "\n")
