package io.tidemark.infra.local;

import io.tidemark.house.HouseRules;

class HouseRulesTest extends HouseRules {}
