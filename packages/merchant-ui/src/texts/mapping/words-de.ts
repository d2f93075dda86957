import type { FindingCode } from "@karla/sync/check-mapping";
import type { IssueCode } from "@karla/sync/mapping-issue";
import type { RefusedMapping } from "@karla/sync/read-mapping";
import { answersDe } from "./answers-de.ts";
import { fieldsDe } from "./fields-de.ts";
import { panelsDe } from "./panels-de.ts";
import { stepsDe } from "./steps-de.ts";
import { templatesDe } from "./templates-de.ts";

const issue = {
  out_of_budget:
    "Alle Regeln zusammen haben bei dieser Bestellung zu viel zu tun, deshalb lief diese nicht. Entfernen Sie Schritte oder schalten Sie Regeln aus, die Sie nicht brauchen.",
  too_long:
    "Der Wert ist zu lang geworden, um gesendet zu werden. Nehmen Sie nur einen Teil davon oder entfernen Sie den Schritt, der ihn verlängert.",
  too_many_items:
    "Die Liste hat zu viele Einträge. Behalten Sie nur die, die Sie brauchen, oder fügen Sie sie vorher zusammen.",
  not_in_table:
    "Der Wert dieser Bestellung steht nicht in der Tabelle: „{{value}}“. Ergänzen Sie ihn oder wählen Sie, was mit Werten geschieht, die nicht darin stehen.",
  not_a_number:
    "„{{value}}“ lässt sich nicht als Zahl lesen. Nehmen Sie den übrigen Text vorher weg oder wählen Sie das andere Dezimalzeichen.",
  not_a_date:
    "„{{value}}“ lässt sich nicht als Datum lesen. Wählen Sie, wie das Datum in Ihren Bestellungen geschrieben ist.",
  mixed_currencies:
    "„{{value}}“ ist in einer anderen Währung. Wählen Sie in diesem Schritt diese Währung oder machen Sie den Betrag vorher zu einer Zahl.",
  wrong_type:
    "Ihr Shop hat hier eine andere Art von Wert, als die Regel erwartet. Wählen Sie die Art des Wertes neu, und zwar dort, wo er herkommt.",
  not_accepted:
    "Karla nimmt diesen Wert hier nicht an. Sehen Sie nach, was aus dem letzten Schritt herauskommt: Hier braucht Karla vielleicht eine Zahl, eine Webadresse oder einen Versanddienst, den es kennt.",
} satisfies Record<IssueCode, string>;

const finding = {
  target_unknown: "Karla hat kein Ziel mit diesem Namen. Wählen Sie ein anderes aus der Liste.",
  target_protected:
    "Daran erkennt Karla, um welche Bestellung, welchen Artikel oder welches Paket es geht. Keine Regel darf das ändern. Wählen Sie ein anderes Ziel.",
  target_of_shop: "Das bekommt Karla immer so, wie Ihr Shop es hat. Wählen Sie ein anderes Ziel.",
  needs_one_value:
    "Hier steht eine Liste, gebraucht wird aber ein einzelner Wert. Fügen Sie die Liste vorher zu einem Text zusammen oder wählen Sie einen ihrer Einträge.",
  needs_list:
    "Dieser Schritt arbeitet mit einer Liste, hier steht aber ein einzelner Wert. Teilen Sie den Wert vorher auf oder entfernen Sie den Schritt.",
  types_differ:
    "Hier treffen zwei Arten von Werten aufeinander, zum Beispiel ein Text und eine Zahl. Wählen Sie Werte derselben Art.",
  type_not_taken: "Diese Art von Wert passt hier nicht. Machen Sie vorher eine Zahl oder einen Text daraus.",
  name_missing: "Die Eigenschaft hat noch keinen Namen. Bitte geben Sie einen ein.",
  name_not_taken: "Nur eine Eigenschaft hat einen eigenen Namen. Wählen Sie das Ziel bei Karla neu.",
  id_twice: "Diese Regel gibt es zweimal. Entfernen Sie eine der beiden.",
  incomplete: "Hier ist noch etwas leer oder zu lang. Ergänzen Sie, was fehlt, oder kürzen Sie es.",
  target_twice:
    "Die Regel „{{other}}“ hat dasselbe Ziel. Wählen Sie für eine der beiden ein anderes Ziel oder schalten Sie eine aus.",
  pattern_not_taken:
    "Dieses Muster lässt sich nicht verwenden. Prüfen Sie seine Klammern oder versuchen Sie ein einfacheres.",
  no_such_group:
    "Das Muster hat weniger Klammern als der Teil, den Sie nehmen möchten. Wählen Sie eine kleinere Zahl oder nehmen Sie alles.",
  zone_unknown: "„{{other}}“ ist keine Zeitzone, die wir kennen. Geben Sie eine ein wie Europe/Berlin.",
  placeholder_unknown:
    "Für „{{other}}“ im Text steht kein Wert. Wählen Sie einen Wert dafür oder nehmen Sie es aus dem Text.",
} satisfies Record<FindingCode, string>;

const refused = {
  too_large:
    "Alle Regeln zusammen sind zu groß: Mehr als 512 Kilobyte lassen sich nicht aufbewahren. Kürzen Sie lange Tabellen oder entfernen Sie Regeln.",
  not_json:
    "Darin sind keine lesbaren Regeln, oder die Datei ist beschädigt. Wählen Sie eine Datei, die auf dieser Seite exportiert wurde.",
  newer_version:
    "Diese Regeln wurden mit einer neueren Version dieser App gemacht. Laden Sie die Seite neu und versuchen Sie es noch einmal; hilft das nicht, melden Sie es bitte dem Support von Karla.",
  not_a_mapping:
    "Etwas in diesen Regeln ist anders, als es sein muss. Deshalb wurde keine davon übernommen. Exportieren Sie sie dort noch einmal, wo sie herkommen.",
} satisfies Record<RefusedMapping["code"], string>;

/** Words for what a mapping is made of and what becomes of it, in German. Same keys as `words-en.ts`. */
export const mappingWordsDe = {
  issue,
  finding,
  refused,
  ...fieldsDe,
  ...stepsDe,
  ...panelsDe,
  ...answersDe,
  ...templatesDe,
};
