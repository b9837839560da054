pragma ComponentBehavior: Bound
import QtQuick
import Clinic

// The tiles in every state, landscape, under a notice.
Window {
    id: window
    required property bool dark
    required property bool highContrast
    required property bool mirrored
    required property bool larger
    required property string language
    readonly property var texts: ({
        ar: {
            "No paper. Your number still counts.": "لا يوجد ورق. رقمك ما زال صالحًا.",
            "General medicine": "الطب العام",
            "40–65 min": "من 40 إلى 65 دقيقة",
            "Obstetrics, gynaecology and newborn care": "طب الأطفال",
            "20–35 min": "من 20 إلى 35 دقيقة",
            "Eyes": "العيون",
            "Time not known": "الوقت غير معروف",
            "Teeth": "الأسنان",
            "Closed": "مغلق",
            "Opens at 14:00": "يفتح الساعة 14:00",
            "Laboratory": "المختبر",
            "Paused": "متوقف",
            "Goes on at about 11:15": "يستأنف الساعة 11:15",
            "Mother and baby": "الأم والطفل",
            "No more numbers today": "اكتمل العدد اليوم",
            "Please ask at reception": "اسأل الاستقبال",
            "This page clears in 18 s": "تُمسح هذه الصفحة بعد 18 ثانية",
            "I need more time": "أحتاج وقتًا أكثر"
        },
        fr: {
            "No paper. Your number still counts.": "Plus de papier. Votre numéro reste valable.",
            "General medicine": "Médecine générale",
            "Obstetrics, gynaecology and newborn care": "Obstétrique, gynécologie et néonatologie",
            "Eyes": "Ophtalmologie",
            "Time not known": "Durée inconnue",
            "Teeth": "Soins dentaires",
            "Closed": "Fermé",
            "Opens at 14:00": "Ouvre à 14:00",
            "Laboratory": "Laboratoire d’analyses",
            "Paused": "En pause",
            "Goes on at about 11:15": "Reprend vers 11:15",
            "Mother and baby": "Mère et enfant",
            "No more numbers today": "Plus de numéros aujourd’hui",
            "Please ask at reception": "Adressez-vous à l’accueil",
            "This page clears in 18 s": "Cette page s’efface dans 18 s",
            "I need more time": "J’ai besoin de plus de temps",
            "40–65 min": "40–65 min",
            "20–35 min": "20–35 min"
        },
        bn: {
            "No paper. Your number still counts.": "কাগজ নেই। আপনার নম্বর বৈধ আছে।",
            "General medicine": "সাধারণ চিকিৎসা",
            "Obstetrics, gynaecology and newborn care": "প্রসূতি, স্ত্রীরোগ ও নবজাতক পরিচর্যা",
            "Eyes": "চোখ",
            "Time not known": "সময় জানা নেই",
            "Teeth": "দাঁত",
            "Closed": "বন্ধ",
            "Opens at 14:00": "14:00-এ খুলবে",
            "Laboratory": "পরীক্ষাগার",
            "Paused": "বিরতি",
            "Goes on at about 11:15": "প্রায় 11:15-এ আবার শুরু",
            "Mother and baby": "মা ও শিশু",
            "No more numbers today": "আজ আর নম্বর নেই",
            "Please ask at reception": "অভ্যর্থনায় জিজ্ঞাসা করুন",
            "This page clears in 18 s": "18 সেকেন্ডে এই পাতা মুছে যাবে",
            "I need more time": "আমার আরও সময় লাগবে",
            "40–65 min": "40–65 মিনিট",
            "20–35 min": "20–35 মিনিট"
        }
    })
    function say(english: string): string {
        return texts[language]?.[english] ?? english;
    }
    width: 1920
    height: 1080
    visible: true
    color: Theme.paper

    Look {
        dark: window.dark
        highContrast: window.highContrast
        rtl: window.mirrored
        tall: window.language !== "en" && window.language !== "fr"
        largerText: window.larger
    }
    Item {
        anchors.fill: parent
        LayoutMirroring.enabled: Theme.mirrored
        LayoutMirroring.childrenInherit: true

        NoticeBanner {
            width: parent.width
            icon: "ui-paper-out"
            text: window.say("No paper. Your number still counts.")
        }
        Grid {
            anchors.left: parent.left
            anchors.leftMargin: 64
            y: 180
            columns: 3
            spacing: 28
            Tile {
                name: window.say("General medicine")
                icon: "general-medicine"
                tone: "blue"
                count: 12
                wait: window.say("40–65 min")
            }
            Tile {
                name: window.say("Obstetrics, gynaecology and newborn care")
                icon: "children"
                tone: "orange"
                count: 6
                wait: window.say("20–35 min")
            }
            Tile {
                name: window.say("Eyes")
                icon: "eyes"
                tone: "sky"
                count: 30
                kind: "unknown"
                wait: window.say("Time not known")
            }
            Tile {
                name: window.say("Teeth")
                icon: "teeth"
                tone: "slate"
                kind: "closed"
                note: window.say("Closed")
                detail: window.say("Opens at 14:00")
            }
            Tile {
                name: window.say("Laboratory")
                icon: "laboratory"
                tone: "mint"
                kind: "paused"
                note: window.say("Paused")
                detail: window.say("Goes on at about 11:15")
            }
            Tile {
                name: window.say("Mother and baby")
                icon: "mother-and-baby"
                tone: "rose"
                kind: "quota"
                note: window.say("No more numbers today")
                detail: window.say("Please ask at reception")
            }
        }
        CountdownLine {
            anchors.bottom: parent.bottom
            width: parent.width
            share: 0.62
            text: window.say("This page clears in 18 s")
            more: window.say("I need more time")
        }
    }
}
