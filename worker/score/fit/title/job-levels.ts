// What select boxes call levels of jobs, in ten languages. They count as whole answers only: "Management" is a level, and
// "Management Consultant" a job. Of seniority.ts.

/** By rank, separated by `|`; `none` are answers that say nothing. */
export const jobLevels = {
  executive:
    'c level|clevel|c level executive|c level executives|c suite|csuite|c suite executive|c xo|board level|executive level|executive management|' +
    'executive team|executive leadership|top management|top executive|leadership team|management board|vp level|oberste führungsebene|' +
    'obere führungsebene|unternehmensleitung|unternehmensführung|haute direction|comité de direction|comex|codir|cadre dirigeant|alta dirección|' +
    'alta direzione|directie|alta gestão|alta direção|kadra zarządzająca|najwyższe kierownictwo|ledning|företagsledning|ledningsgrupp|' +
    '経営|経営層|経営陣|経営幹部',
  director:
    'senior management|senior leadership|upper management|director level|head of department|oberes management|höheres management|' +
    'cadre supérieur|cadre supérieure|directivo|directiva|dirigenza|hoger management|senior management team|kadra kierownicza wyższego szczebla',
  manager:
    'management|middle management|middle manager|mid level management|mid level manager|lower management|first line management|manager level|' +
    'managerial|people manager|mittleres management|mittlere führungsebene|untere führungsebene|führungsebene|encadrement|cadre intermédiaire|' +
    'manager intermédiaire|mando intermedio|mandos intermedios|quadro direttivo|quadro|quadri|middenkader|middenmanagement|kader|gerência|' +
    'coordenação|gestão|kadra kierownicza|kierownictwo|mellanchef|mellanchefer|管理職|中間管理職|マネジメント',
  staff:
    'non manager|non management|non managerial|individual contributor|not a manager|kein manager|non cadre|非管理職',
  none:
    'other please specify|please specify|please select|select|select one|choose|not applicable|not specified|prefer not to say|prefer not to answer|' +
    'rather not say|sonstiges|keine angabe|bitte wählen|bitte auswählen|autres|autre précisez|non précisé|non renseigné|otros|otra|otras|' +
    'no aplica|no procede|altri|altra|non specificato|overig|overige|anders namelijk|niet van toepassing|outros|outra|outras|não se aplica|' +
    'inne|inny|nie dotyczy|annan|övrigt|ej tillämpligt|その他|未選択|選択してください',
} as const;
