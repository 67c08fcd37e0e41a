package io.tidemark.infra.benchmarks;

import io.tidemark.house.HouseRules;

class HouseRulesTest extends HouseRules {}
