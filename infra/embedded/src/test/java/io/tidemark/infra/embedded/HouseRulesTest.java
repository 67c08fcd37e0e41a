package io.tidemark.infra.embedded;

import io.tidemark.house.HouseRules;

class HouseRulesTest extends HouseRules {}
